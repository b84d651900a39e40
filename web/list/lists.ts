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

/**
 * The lists that the page reads from the server: open tasks by date, and done ones, the
 * newest first.
 */
export const feeds = signal<Feeds | null>(null);

/** Whether done tasks are shown. */
export const showsDone = signal(false);

/** The parts of the list that are folded. */
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

/**
 * Reads the lists for the filter in the address, again whenever it changes; returns a
 * function that ends it.
 */
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

/** Reads the done tasks when they are first shown. */
export const readDone = (): (() => void) =>
  effect(() => {
    const { done } = feeds.value ?? {};
    if (showsDone.value && done) untracked(() => void (done.reach.value.begun || done.more()));
  });

/** The tasks known here, in the parts of the list. */
export const parts = computed(() => intoSections([...tasks.value.values()].filter(matches.value), now.value));

/** Whether a task lies beyond the part of the list that was read from the server. */
export const isBeyond = (task: Task): boolean => {
  const reach = feeds.value?.open.reach.value;
  return reach !== undefined && task.status !== 'DONE' && !isWithin(reach, task);
};

/** Whether all open tasks that pass the filter are here, so that they can be counted here. */
export const isWhole = computed(() => {
  const reach = feeds.value?.open.reach.value;
  return reach?.begun === true && reach.until === null;
});

/** Whether the list is filtered. */
export const isNarrowed = computed(() => !isEmpty(filter.value));
