import type { Task } from '../types.ts';

/** A task as the API answers it, with what a test cares about. */
export const aTask = (more: Partial<Task> = {}): Task => ({
  id: 'a', title: 'buy milk', description: null, status: 'TODO', priority: 'MEDIUM', due_date: null, due_local: null,
  time_zone: 'UTC', recurrence: null, tags: [], version: 1, ...more,
});
