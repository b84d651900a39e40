import { describe, expect, it } from 'vitest';
import { nextReminderAt, planReminders, type RemindedTask } from './plan-reminders.ts';

const task = (fields: Partial<RemindedTask>): RemindedTask => ({
  status: 'TODO', due_date: null, due_local: null, time_zone: 'Europe/Berlin', reminders: null, ...fields,
});
const plan = (fields: Partial<RemindedTask>): [string, string][] =>
  planReminders(task(fields)).map(({ remind_at, reminder_type }) => [remind_at.toISOString(), reminder_type]);
const due = { due_date: '2026-11-22T17:00:00.000Z', due_local: '2026-11-22T18:00' };

describe('reminders', () => {
  it('come one day and one hour before, and at the time itself, by default', () => {
    expect(plan(due)).toEqual([
      ['2026-11-21T17:00:00.000Z', '1_day_before'], ['2026-11-22T16:00:00.000Z', '1_hour_before'], ['2026-11-22T17:00:00.000Z', 'custom'],
    ]);
    expect(planReminders(task(due)).map(({ minutes_before }) => minutes_before)).toEqual([1_440, 60, 0]);
  });

  it('come at nine of the morning before and of the day itself where the task has a date only', () => {
    expect(plan({ due_date: '2026-07-22T07:00:00.000Z', due_local: '2026-07-22' })).toEqual([
      ['2026-07-21T07:00:00.000Z', '1_day_before'], ['2026-07-22T07:00:00.000Z', 'custom'],
    ]);
  });

  it('of one second are all kept, those of one instant once', () => {
    const reminders = [{ at: '2026-11-22T10:00:00.900Z' }, { at: '2026-11-22T10:00:00.100Z' }, { at: '2026-11-22T11:00:00.100+01:00' }];
    expect(plan({ reminders })).toEqual([['2026-11-22T10:00:00.100Z', 'custom'], ['2026-11-22T10:00:00.900Z', 'custom']]);
  });

  it('name the first that is still to come', () => {
    const next = (now: string, fields: Partial<RemindedTask> = due) => nextReminderAt(task(fields), now);
    expect(next('2026-11-01T00:00:00.000Z')).toBe('2026-11-21T17:00:00.000Z');
    expect(next('2026-11-21T17:00:00.000Z')).toBe('2026-11-22T16:00:00.000Z');
    expect(next('2026-11-22T16:59:59.999Z')).toBe('2026-11-22T17:00:00.000Z');
    expect([next('2026-11-22T17:00:00.000Z'), next('2026-11-01T00:00:00.000Z', { ...due, status: 'DONE' }), next('2026-11-01T00:00:00.000Z', {})]).toEqual([null, null, null]);
  });

  it('come as asked for, in order, once an instant', () => {
    const reminders = [{ minutes_before: 30 }, { at: '2026-11-22T10:00:00+02:00' }, { minutes_before: 0 }, { minutes_before: 540 }, { minutes_before: 30 }];
    expect(plan({ ...due, reminders })).toEqual([
      ['2026-11-22T08:00:00.000Z', 'custom'], ['2026-11-22T16:30:00.000Z', 'custom'], ['2026-11-22T17:00:00.000Z', 'custom'],
    ]);
    expect(plan({ ...due, reminders: [] })).toEqual([]);
  });

  it('need a due time only where they count from it', () => {
    expect(plan({})).toEqual([]);
    expect(plan({ reminders: [{ minutes_before: 5 }, { at: '2026-11-22T10:00:00Z' }] })).toEqual([['2026-11-22T10:00:00.000Z', 'custom']]);
  });

  it('are none of a finished task', () => {
    expect(plan({ ...due, status: 'DONE' })).toEqual([]);
  });

  it.each([
    ['2026-03-29', '2026-03-29T09:00', '2026-03-29T07:00:00.000Z', '2026-03-28T08:00:00.000Z', 'on the short day: 23 hours'],
    ['2026-10-25', '2026-10-25T09:00', '2026-10-25T08:00:00.000Z', '2026-10-24T07:00:00.000Z', 'on the long day: 25 hours'],
    ['2026-03-30', '2026-03-30T02:30', '2026-03-30T00:30:00.000Z', '2026-03-29T01:30:00.000Z', 'into the gap: half past three'],
    ['2026-10-26', '2026-10-26T02:30', '2026-10-26T01:30:00.000Z', '2026-10-25T00:30:00.000Z', 'into the overlap: the first half past two'],
    ['2026-03-29', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z', '2026-03-28T01:30:00.000Z', 'out of the gap: what the person said'],
  ])('one day before %s keep the time of day (%s), %s is %s: %s', (_day, due_local, due_date, expected) => {
    expect(plan({ due_date, due_local })[0]).toEqual([expected, '1_day_before']);
  });

  it('follow the instant where the local time is of another version, and keep its seconds', () => {
    expect(plan({ due_date: '2026-11-22T17:00:00.000Z', due_local: '2026-01-01T18:00' })[0]![0]).toBe('2026-11-21T17:00:00.000Z');
    expect(plan({ due_date: '2026-11-22T17:00:42.123Z', due_local: '2026-11-22T18:00' })[0]![0]).toBe('2026-11-21T17:00:42.123Z');
  });

  it('of a zone that nobody knows is an error', () => {
    expect(() => plan({ ...due, time_zone: 'Mars/Olympus' })).toThrow(RangeError);
  });
});
