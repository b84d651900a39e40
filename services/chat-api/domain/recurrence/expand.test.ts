import { beforeEach, describe, expect, it, vi } from 'vitest';
import { expand, firstDateOf } from './expand.ts';

/** How many periods were looked at. */
let looked = 0;
vi.mock(import('./periods.ts'), async (original) => {
  const periods = await original();
  return {
    ...periods,
    periodsOf: (...given) => {
      const made = periods.periodsOf(...given);
      return { ...made, daysOf: (index) => (looked++, made.daysOf(index)) };
    },
  };
});
beforeEach(() => void (looked = 0));

const dates = (recurrence: string, anchor: string, from = anchor): string[] => [...expand({ recurrence, anchor, time_zone: 'UTC' }, from).take(4)];

describe('the dates of a rule', () => {
  it.each([
    ['FREQ=MONTHLY', '2026-01-31', ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'], 'the last day where a month has no 31st'],
    ['FREQ=YEARLY', '2024-02-29', ['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28'], 'the last of February too'],
    ['FREQ=YEARLY;BYMONTH=6,5', '2026-05-31', ['2026-05-31', '2026-06-30', '2027-05-31', '2027-06-30'], 'also in months that are named'],
    ['FREQ=MONTHLY;BYMONTHDAY=31', '2026-01-31', ['2026-01-31', '2026-03-31', '2026-05-31', '2026-07-31'], 'but not of a 31st that was named'],
    ['FREQ=MONTHLY;BYDAY=MO,-1FR;BYMONTHDAY=1,30', '2026-01-01', ['2026-01-30', '2026-03-30', '2026-06-01', '2026-10-30'], 'weekdays of both kinds'],
    ['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=9,-9', '2026-01-01', ['2026-03-03', '2026-03-30', '2026-06-02', '2026-06-29'], 'no position past the end'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU', '2026-11-24', ['2026-12-06', '2026-12-07', '2026-12-20', '2026-12-21'], 'weeks from Sunday'],
    ['FREQ=DAILY;COUNT=3', '2026-11-26T09:00', ['2026-11-26T09:00', '2026-11-27T09:00', '2026-11-28T09:00'], 'as many as it counts'],
    ['FREQ=WEEKLY;BYDAY=MO,FR;COUNT=3', '2026-11-26', ['2026-11-27', '2026-11-30', '2026-12-04'], 'counted from the anchor'],
  ])('%s from %s are %j: %s', (recurrence, anchor, expected) => expect(dates(recurrence, anchor)).toEqual(expected));

  it('count also where they are looked at from later on', () => {
    expect(dates('FREQ=DAILY;COUNT=3', '2026-11-26', '2026-11-28')).toEqual(['2026-11-28']);
    expect(dates('FREQ=WEEKLY;BYDAY=MO,FR;COUNT=5', '2026-11-26', '2026-12-05')).toEqual(['2026-12-07', '2026-12-11']);
    expect(dates('FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=4', '2026-11-26', '2026-12-10')).toEqual(['2026-12-15', '2027-01-01', '2027-01-15']);
    expect(dates('FREQ=DAILY;COUNT=3', '2026-11-26', '2026-12-01')).toEqual([]);
  });

  it('end with an instant in UTC where it is in the zone, with a day at its end', () => {
    const until = (end: string, time_zone: string, anchor = '2026-11-28T12:30') =>
      [...expand({ recurrence: `FREQ=WEEKLY;UNTIL=${end}`, anchor, time_zone }, anchor)].length;
    expect(until('20261212T103000Z', 'Asia/Jerusalem')).toBe(3);
    expect(until('20261212T102959Z', 'Asia/Jerusalem')).toBe(2);
    expect(until('20261212T103000Z', 'UTC')).toBe(2);
    expect([until('20261212', 'UTC'), until('20261212T123000', 'UTC'), until('20261212T122959', 'UTC')]).toEqual([3, 3, 2]);
    // The 11th in New York, the 12th in Berlin.
    expect([until('20261212T003000Z', 'America/New_York', '2026-11-28'), until('20261212T003000Z', 'Europe/Berlin', '2026-11-28')]).toEqual([2, 3]);
  });

  it('begin on a day or after it, or never', () => {
    expect(firstDateOf('FREQ=MONTHLY;BYDAY=1MO;COUNT=1', '2026-11-26')).toBe('2026-12-07');
    expect(firstDateOf('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-11-26')).toBeNull();
  });
});

describe('what a rule costs', () => {
  it('is little near the date that is asked for, however long the series has been', () => {
    const long = { recurrence: 'FREQ=DAILY', anchor: '1900-01-01', time_zone: 'UTC' };
    expect([...expand(long, '2199-12-01').take(50)]).toHaveLength(31);
    expect(looked).toBe(31);
  });

  it.each([
    'FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=5MO',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MONTHLY;BYDAY=5FR;COUNT=9999',
    'FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=9999',
    'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=9999',
    'FREQ=DAILY;COUNT=9999',
  ])('is bounded by the months that there are: %s', (recurrence) => {
    expect([...expand({ recurrence, anchor: '1900-01-01', time_zone: 'UTC' }, '2199-11-01')].length).toBeLessThan(50);
    expect(looked).toBeLessThanOrEqual(3_600);
  });
});
