import { computed, signal } from '@preact/signals';
import { user } from '../session.ts';
import { nowIn } from '../time/day.ts';
import type { Task } from '../types.ts';
import type { Entry } from './acts.ts';
import { overlay } from './overlay.ts';

/** The tasks as the server has them, as far as they are known here. */
export const base = signal<ReadonlyMap<string, Task>>(new Map());

/** What waits to be sent, in order. */
export const queue = signal<readonly Entry[]>([]);

/** The tasks as the person sees them: with all that they did, sent or not. */
export const tasks = computed(() => {
  const owner = user.value;
  return owner === null ? new Map<string, Task>() : overlay(base.value, queue.value, owner);
});

/** A task that was made here has got its id from the server. */
export const renaming = signal<{ from: string; to: string } | null>(null);

/** Whether the server answers. */
export const reachable = signal(true);

/** Up to which of the user's changes the tasks reach; null before the first page. */
export const seen = signal<number | null>(null);

/** The clock of the page, ms; it moves on by the half minute. */
export const clock = signal(Date.now());

/** Where the person is in time. */
export const now = computed(() => nowIn(user.value?.time_zone ?? 'UTC', clock.value));

// Deleted is for good: a page that was read before must not bring a task back.
const gone = new Set<string>();

/** What came from the server about tasks. */
export interface News {
  tasks: readonly Task[];
  /** Deleted. */
  gone: readonly string[];
  /** Not where they were known to be; they may come again. */
  missing?: readonly string[];
}

/** Takes news of tasks, newer versions only; returns the tasks that were new and the ids that went. */
export const takeNews = ({ tasks, gone: deleted, missing = [] }: News): { fresh: Task[]; lost: string[] } => {
  for (const id of deleted) gone.add(id);
  const known = base.value;
  const fresh = tasks.filter(({ id, version }) => !gone.has(id) && (known.get(id)?.version ?? 0) < version);
  const lost = [...deleted, ...missing].filter((id) => known.has(id));
  if (fresh.length === 0 && lost.length === 0) return { fresh, lost };
  const next = new Map(known);
  for (const id of lost) next.delete(id);
  for (const task of fresh) next.set(task.id, task);
  base.value = next;
  return { fresh, lost };
};

/** Forgets everything, for the next person. */
export const clearState = (): void => {
  gone.clear();
  base.value = new Map();
  queue.value = [];
  seen.value = null;
  reachable.value = true;
};
