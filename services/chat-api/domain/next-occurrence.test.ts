import { describe, expect, it } from 'vitest';
import { everRecurs, nextDueLocal, skippedTo, upcomingDueLocals, type RecurringTask } from './next-occurrence.ts';

const recurring = (overrides: Partial<RecurringTask>): RecurringTask => ({
  due_local: '2026-01-05T09:00',
  time_zone: 'Europe/Berlin',
  recurrence: 'FREQ=WEEKLY',
  recurrence_mode: 'schedule',
  series_anchor: overrides.due_local ?? '2026-01-05T09:00',
  occurrence_index: 0,
  completed_at: '2026-01-05T07:00:00.000Z',
  ...overrides,
});

const next = (overrides: Partial<RecurringTask>): string | null => nextDueLocal(recurring(overrides), '2026-01-05T07:00:00.000Z');

describe('the next instance by schedule', () => {
  it('follows the rule from the due time, however early the task was done', () => {
    expect(next({})).toBe('2026-01-12T09:00');
  });

  it('is never overdue at birth', () => {
    expect(next({ completed_at: '2026-02-03T12:00:00.000Z' })).toBe('2026-02-09T09:00');
  });

  it('may be on the day of a late completion where the task is an all-day one', () => {
    expect(next({ due_local: '2026-01-05', recurrence: 'FREQ=DAILY', completed_at: '2026-01-07T12:00:00.000Z' })).toBe('2026-01-07');
    expect(next({ due_local: '2026-01-05', recurrence: 'FREQ=DAILY' })).toBe('2026-01-06');
  });

  it('keeps its hour when the clock changes', () => {
    const before = { due_local: '2026-03-28T09:00', recurrence: 'FREQ=DAILY', completed_at: '2026-03-28T09:00:00.000Z' };
    expect(next(before)).toBe('2026-03-29T09:00');
  });

  it('takes the last day of a month that has no 31st, and the 31st again after that', () => {
    const series = { series_anchor: '2026-01-31', recurrence: 'FREQ=MONTHLY', completed_at: '2026-01-01T00:00:00.000Z' };
    expect(next({ ...series, due_local: '2026-01-31' })).toBe('2026-02-28');
    expect(next({ ...series, due_local: '2026-02-28' })).toBe('2026-03-31');
  });

  it('takes 28 February of a year without a 29th', () => {
    expect(next({ due_local: '2024-02-29', recurrence: 'FREQ=YEARLY', completed_at: '2024-02-29T08:00:00.000Z' })).toBe('2025-02-28');
  });

  it('ends with COUNT and with the whole last day of UNTIL', () => {
    expect(next({ recurrence: 'FREQ=WEEKLY;COUNT=1' })).toBeNull();
    expect(next({ recurrence: 'FREQ=WEEKLY;UNTIL=20260111' })).toBeNull();
    expect(next({ recurrence: 'FREQ=WEEKLY;UNTIL=20260112' })).toBe('2026-01-12T09:00');
  });

  it('goes on from the schedule although this instance was moved', () => {
    const moved = { series_anchor: '2026-01-05T09:00', series_date: '2026-01-12' };
    expect(next({ ...moved, due_local: '2026-01-10T09:00' })).toBe('2026-01-19T09:00');
    expect(next({ ...moved, due_local: '2026-01-21T09:00' })).toBe('2026-01-19T09:00');
    expect(next({ ...moved, due_local: '2026-01-21T09:00', completed_at: '2026-01-21T09:00:00.000Z' })).toBe('2026-01-26T09:00');
  });

  it('is not the day to which this instance was moved', () => {
    const moved = { due_local: '2026-01-07', series_anchor: '2026-01-05', series_date: '2026-01-06', recurrence: 'FREQ=DAILY' };
    expect(next({ ...moved, completed_at: '2026-01-07T09:00:00.000Z' })).toBe('2026-01-08');
    expect(next({ ...moved, due_local: '2026-01-07T09:00', completed_at: '2026-01-07T07:00:00.000Z' })).toBe('2026-01-08T09:00');
  });

  it('has the time of day of this instance', () => {
    expect(next({ due_local: '2026-01-05T18:00', series_anchor: '2026-01-05', series_date: '2026-01-05', recurrence: 'FREQ=DAILY' })).toBe('2026-01-06T18:00');
    expect(next({ due_local: '2026-01-05', series_anchor: '2026-01-05T18:00', series_date: '2026-01-05', recurrence: 'FREQ=DAILY' })).toBe('2026-01-06');
  });
});

describe('the next instance by completion', () => {
  const byCompletion = { recurrence_mode: 'completion', recurrence: 'FREQ=DAILY;INTERVAL=3' } as const;

  it('counts from the local day of completion and keeps the time of day', () => {
    expect(next({ ...byCompletion, completed_at: '2026-01-20T23:30:00.000Z' })).toBe('2026-01-24T09:00');
  });

  it('ends with UNTIL', () => {
    const rule = { ...byCompletion, recurrence: 'FREQ=DAILY;INTERVAL=3;UNTIL=20260123' };
    expect([next({ ...rule, completed_at: '2026-01-20T08:00:00.000Z' }), next({ ...rule, completed_at: '2026-01-21T08:00:00.000Z' })]).toEqual(['2026-01-23T09:00', null]);
  });

  it('ends after COUNT instances', () => {
    const rule = { ...byCompletion, recurrence: 'FREQ=DAILY;COUNT=2' };
    expect(next({ ...rule, occurrence_index: 0 })).toBe('2026-01-06T09:00');
    expect(next({ ...rule, occurrence_index: 1 })).toBeNull();
  });
});

describe('a series', () => {
  it('lists its coming dates from the present one on', () => {
    expect(upcomingDueLocals(recurring({ recurrence: 'FREQ=WEEKLY;BYDAY=MO,TH' }), 3)).toEqual([
      '2026-01-05T09:00',
      '2026-01-08T09:00',
      '2026-01-12T09:00',
    ]);
    expect(upcomingDueLocals(recurring({ recurrence: 'FREQ=DAILY;COUNT=2' }), 5)).toHaveLength(2);
  });

  it('lists them from its own dates where the present one was moved', () => {
    const moved = recurring({ due_local: '2026-11-30', series_anchor: '2026-12-01', series_date: '2026-12-01', recurrence: 'FREQ=MONTHLY;BYMONTHDAY=1' });
    expect(upcomingDueLocals(moved, 3)).toEqual(['2026-11-30', '2027-01-01', '2027-02-01']);
  });

  it('lists what is left by completion as if each were done on its day', () => {
    const byCompletion = recurring({ recurrence_mode: 'completion', recurrence: 'FREQ=DAILY;INTERVAL=3;COUNT=4', occurrence_index: 1 });
    expect(upcomingDueLocals(byCompletion, 9)).toEqual(['2026-01-05T09:00', '2026-01-08T09:00', '2026-01-11T09:00']);
  });

  it('that has ended has nothing but its present instance', () => {
    const ended = { recurrence: 'FREQ=DAILY;UNTIL=20260101', series_anchor: '2025-12-01T09:00' };
    expect([next(ended), upcomingDueLocals(recurring(ended), 5)]).toEqual([null, ['2026-01-05T09:00']]);
  });

  it('has no next instance where the task does not recur', () => {
    expect(next({ recurrence: null })).toBeNull();
    expect(upcomingDueLocals(recurring({ recurrence: null }), 5)).toEqual([]);
  });

  it('knows a rule that never comes true', () => {
    expect(everRecurs('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-05', 'UTC')).toBe(false);
    expect(everRecurs('FREQ=MONTHLY;COUNT=1', '2026-01-05', 'UTC')).toBe(true);
    expect(everRecurs('FREQ=DAILY;UNTIL=20260105', '2026-01-05', 'UTC')).toBe(true);
    expect(everRecurs('FREQ=DAILY;UNTIL=20260104', '2026-01-05', 'UTC')).toBe(false);
  });
});

describe('an instance that is skipped', () => {
  const open = { completed_at: null, series_date: '2026-01-05' };
  const skipped = (overrides: Partial<RecurringTask>, until: string | null = null, now = '2026-01-04T07:00:00.000Z') => skippedTo(recurring({ ...open, ...overrides }), until, now);

  it('goes to the next date of its series, and the series goes on from there without a date twice', () => {
    const next = skipped({})!;
    expect(next).toBe('2026-01-12T09:00');
    const gone = recurring({ ...open, due_local: next, series_date: '2026-01-12', series_anchor: '2026-01-05T09:00', completed_at: '2026-01-06T07:00:00.000Z' });
    expect(nextDueLocal(gone, '2026-01-06T07:00:00.000Z')).toBe('2026-01-19T09:00');
  });

  it('leaves out the date that it stands for where it was moved', () => {
    expect(skipped({ due_local: '2026-01-07T09:00', series_anchor: '2026-01-05T09:00' })).toBe('2026-01-12T09:00');
  });

  it('goes past all dates until a day', () => {
    expect(skipped({ recurrence: 'FREQ=WEEKLY;BYDAY=MO,TH' }, '2026-01-14')).toBe('2026-01-15T09:00');
    expect(skipped({}, '2026-01-05')).toBe('2026-01-12T09:00');
  });

  it('is not overdue afterwards', () => {
    expect(skipped({}, null, '2026-02-03T12:00:00.000Z')).toBe('2026-02-09T09:00');
  });

  it('counts from its own date where the series counts from completion', () => {
    expect(skipped({ recurrence_mode: 'completion' })).toBe('2026-01-12T09:00');
  });

  it('has no date after the last', () => {
    expect([skipped({ recurrence: 'FREQ=WEEKLY;COUNT=1' }), skipped({ recurrence: 'FREQ=WEEKLY;UNTIL=20260105' }), skipped({ recurrence: null })]).toEqual([null, null, null]);
  });
});
