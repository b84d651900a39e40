import type { Task } from '../types.ts';

/** A task as the API answers it, with the fields that a test cares about. */
export const aTask = (more: Partial<Task> = {}): Task => ({
  id: 'a', user_id: 'u', title: 'buy milk', description: null, status: 'TODO', priority: 'MEDIUM', due_date: null, due_local: null, time_zone: 'UTC',
  recurrence: null, recurrence_mode: 'schedule', series_id: null, occurrence_index: 0, series_anchor: null, tags: [], reminders: null, version: 1,
  created_at: '2026-11-01T08:00:00.000Z', updated_at: '2026-11-01T08:00:00.000Z', completed_at: null, ...more,
});
