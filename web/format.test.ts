import { expect, it } from 'vitest';
import { dueText, isOverdue } from './format.ts';
import { aTask } from './testing/a-task.ts';

const at = (instant: string): number => Date.parse(instant);

it('shows a due time on the clock of the task’s own zone, and names the zone', () => {
  const text = dueText(aTask({ due_local: '2026-11-22T09:30', due_date: '2026-11-22T14:30:00.000Z', time_zone: 'America/New_York' }));
  expect(text).toMatch(/22.*2026.*9:30.*\(America\/New York\)$/);
});

it('shows a whole day as that day, wherever its zone lies', () => {
  const text = dueText(aTask({ due_local: '2026-11-22', due_date: '2026-11-21T09:59:59.000Z', time_zone: 'Pacific/Kiritimati' }));
  expect(text).toMatch(/22.*2026 \(Pacific\/Kiritimati\)$/);
  expect(text).not.toContain(':');
});

it('shows nothing where nothing is due', () => expect(dueText(aTask({}))).toBeNull());

it('calls a task overdue from its instant on', () => {
  const due = aTask({ due_local: '2026-11-22T09:00', due_date: '2026-11-22T08:00:00.000Z', time_zone: 'Europe/Berlin' });
  expect([at('2026-11-22T07:59:59Z'), at('2026-11-22T08:00:01Z')].map((now) => isOverdue(due, now))).toEqual([false, true]);
  expect(isOverdue({ ...due, status: 'DONE' }, at('2026-12-01T00:00Z'))).toBe(false);
});

it('gives a whole day until it ends in its zone', () => {
  const due = aTask({ due_local: '2026-11-22', due_date: '2026-11-22T23:00:00.000Z', time_zone: 'America/New_York' });
  expect([at('2026-11-23T04:59:00Z'), at('2026-11-23T05:01:00Z')].map((now) => isOverdue(due, now))).toEqual([false, true]);
});
