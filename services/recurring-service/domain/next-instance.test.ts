import { describe, expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import { nextInstanceOf } from './next-instance.ts';

const task: Task = {
  id: 'task', user_id: 'user', title: 'water', description: null, status: 'DONE', priority: 'LOW', due_date: null, due_local: null, time_zone: 'UTC',
  recurrence: 'FREQ=DAILY', recurrence_mode: 'schedule', series_id: 'series', occurrence_index: 4, series_anchor: null, tags: [], reminders: null,
  version: 7, created_at: '2026-01-01T00:00:00.000Z', updated_at: '2026-01-03T00:00:00.000Z', completed_at: '2026-01-02T00:00:00.000Z',
};

describe('the next instance', () => {
  it('is the one after the finished one, counted from its completion', () => {
    expect(nextInstanceOf(task)).toEqual({ task_id: 'task', occurrence_index: 5, completed_at: '2026-01-02T00:00:00.000Z' });
    expect(nextInstanceOf({ ...task, completed_at: null })?.completed_at).toBe('2026-01-03T00:00:00.000Z');
  });

  it('does not exist where the task does not recur', () => {
    expect(nextInstanceOf({ ...task, recurrence: null })).toBeNull();
    expect(nextInstanceOf({ ...task, series_id: null })).toBeNull();
  });
});
