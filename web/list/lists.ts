import { computed, effect, signal, untracked } from '@preact/signals';
import { base, now, tasks } from '../data/state.ts';
import { createFeed, isWithin, type Feed, type FeedOptions } from '../data/feed.ts';
import type { Task } from '../types.ts';
import { filter } from './address.ts';
import { isEmpty, matcher, queryOf } from './filter.ts';
import { byDue, intoSections, type Section } from './sections.ts';

interface Feeds {
  open: Feed;
  done: Feed;
}

/** The lists of the server that the page shows: what is open, by date, and what is done, the newest first. */
export const feeds = signal<Feeds | null>(null);

/** Whether the done ones are shown. */
export const showsDone = signal(false);

/** Parts of the list that are folded. */
export const folded = signal<ReadonlySet<Section>>(new Set());

const matches = computed(() => matcher(filter.value, now.value));
const newest = (a: Task, b: Task): number => (a.id < b.id ? 1 : -1);

const feedsFor = (take: FeedOptions['take']): Feeds => {
  const query = queryOf(filter.peek(), now.peek().zone);
  const matching = matcher(filter.peek(), now.peek());
  const known = (): Iterable<Task> => base.peek().values();
  const isOpen = ({ status }: Task): boolean => status !== 'DONE';
  return {
    open: createFeed({ query: { ...query, status: ['TODO', 'IN_PROGRESS'], sort: 'due' }, belongs: (task) => isOpen(task) && matching(task), order: byDue, known, take }),
    done: createFeed({ query: { ...query, status: 'DONE', sort: 'created' }, belongs: (task) => !isOpen(task) && matching(task), order: newest, known, take }),
  };
};

/** Reads the lists that the address asks for, each time it asks for others; returns what ends that. */
export const followAddress = (take: FeedOptions['take']): (() => void) =>
  effect(() => {
    void filter.value;
    return untracked(() => {
      const made = feedsFor(take);
      feeds.value = made;
      void made.open.more();
      return () => void (feeds.value = null);
    });
  });

/** Reads the done ones when they are first shown. */
export const readDone = (): (() => void) =>
  effect(() => {
    const { done } = feeds.value ?? {};
    if (showsDone.value && done) untracked(() => void (done.reach.value.begun || done.more()));
  });

/** The tasks that are known here, in the parts of the list. */
export const parts = computed(() => intoSections([...tasks.value.values()].filter(matches.value), now.value));

/** Whether a task lies beyond the part of the list that was read from the server. */
export const isBeyond = (task: Task): boolean => {
  const reach = feeds.value?.open.reach.value;
  return reach !== undefined && task.status !== 'DONE' && !isWithin(reach, task);
};

/** Whether all open tasks that the filter leaves are here, so that they can be counted here. */
export const isWhole = computed(() => {
  const reach = feeds.value?.open.reach.value;
  return reach?.begun === true && reach.until === null;
});

/** Whether the list is narrowed. */
export const isNarrowed = computed(() => !isEmpty(filter.value));
