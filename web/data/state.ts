import { computed, signal } from '@preact/signals';
import { user } from '../session.ts';
import { nowIn } from '../time/day.ts';
import type { Task } from '../types.ts';
import type { Entry } from './acts.ts';
import { overlay } from './overlay.ts';

/** The tasks as the server has them, as far as they are known here. */
export const base = signal<ReadonlyMap<string, Task>>(new Map());

/** The acts that wait to be sent, in order. */
export const queue = signal<readonly Entry[]>([]);

/** The tasks as the person sees them: with everything they did, sent or not. */
export const tasks = computed(() => {
  const owner = user.value;
  return owner === null ? new Map<string, Task>() : overlay(base.value, queue.value, owner);
});

/** A task created here has got its id from the server. */
export const renaming = signal<{ from: string; to: string } | null>(null);

/** Whether the server answers. */
export const reachable = signal(true);

/** The latest of the user's changes that the tasks include; null before the first page. */
export const seen = signal<number | null>(null);

/** The clock of the page, ms; it advances every half minute. */
export const clock = signal(Date.now());

/** The person's zone and the bounds of their days. */
export const now = computed(() => nowIn(user.value?.time_zone ?? 'UTC', clock.value));

// Deletion is final: a page read earlier must not bring a task back.
const gone = new Set<string>();

/** News of tasks from the server. */
export interface News {
  tasks: readonly Task[];
  /** Deleted. */
  gone: readonly string[];
  /** No longer where they were, but possibly elsewhere. */
  missing?: readonly string[];
}

/** Takes news of tasks if they are newer; returns the new tasks and the ids of those that went. */
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
