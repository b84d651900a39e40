import { describe, expect, it } from 'vitest';
import { newTask, taskPatch } from './task-input.ts';

describe('what a person says about a task', () => {
  it.each([
    [{ title: '' }, 'title'],
    [{ title: '   ' }, 'title'],
    [{ title: 'x'.repeat(501) }, 'title'],
    [{ title: 'a\0b' }, 'title'],
    [{ title: 'a\ud800' }, 'title'],
    [{ title: 5 }, 'title'],
    [{ description: 'x'.repeat(65_537) }, 'description'],
    [{ status: 'done' }, 'status'],
    [{ due_date: '2026-11-22' }, 'due_date'],
    [{ due_date: '0000-01-01T00:00:00Z' }, 'due_date'],
    [{ due_local: '2026-02-30' }, 'due_local'],
    [{ time_zone: 'Mars/Olympus' }, 'time_zone'],
    [{ recurrence: 'every monday' }, 'recurrence'],
    [{ tags: Array.from({ length: 51 }, String) }, 'tags'],
    [{ tags: [''] }, 'tags.0'],
    [{ reminders: [{ minutes_before: -1 }] }, 'reminders.0.minutes_before'],
    [{ user_id: 'x' }, ''],
  ])('is refused by field: %j', (patch, path) => {
    const issues = taskPatch.safeParse(patch).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  it('says what a recurrence rule may be', () => {
    expect(taskPatch.safeParse({ recurrence: 'FREQ=HOURLY' }).error?.issues[0]?.message).toMatch(/accepted are FREQ=DAILY, WEEKLY/);
  });

  it('needs a title for a new task only', () => {
    expect(newTask.safeParse({}).success).toBe(false);
    expect(taskPatch.parse({})).toEqual({});
    expect(newTask.parse({ title: '  Buy milk ' })).toEqual({ title: 'Buy milk' });
  });
});
