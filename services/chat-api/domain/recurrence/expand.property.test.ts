import fc from 'fast-check';
import rrule from 'rrule';
import { describe, expect, it } from 'vitest';
import { count, inOrder, maybe, month, monthDay, nothing, nthWeekday, ruleOf, some, weekday, workdays } from '../../testing/any-rule.ts';
import { normaliseRule } from '../recurrence-rule.ts';
import { dateOf, dayOf } from './days.ts';
import { expand } from './expand.ts';

const aDay = fc.nat(39_999).map((days) => dateOf(dayOf('1990-01-01') + days));

// The library wants a day to match both a plain weekday and an nth one.
const namedDays = inOrder(maybe('BYDAY', fc.oneof(some(nthWeekday('1', '2', '5', '-1', '-3', '+2')), some(weekday), workdays)), maybe('BYMONTHDAY', some(monthDay)))
  // Past the end of a set the library wraps around, and a day that is both first and last
  // comes twice.
  .chain((days) => (days.length === 0 ? fc.constant(days) : inOrder(fc.constant(days), maybe('BYSETPOS', fc.constantFrom('1', '-1')))));

const until = aDay.map((day) => day.replaceAll('-', ''));

const rule = ruleOf(
  {
    DAILY: nothing,
    WEEKLY: inOrder(maybe('BYDAY', some(weekday)), maybe('WKST', fc.constantFrom('MO', 'SU'))),
    MONTHLY: namedDays,
    // For a month alone the library skips the 31st, where this system takes the last day:
    // the anchors of such rules come earlier.
    YEARLY: inOrder(maybe('BYMONTH', some(month)), namedDays),
  },
  { interval: 14, end: fc.oneof(nothing, nothing, count(60), until.map((day) => [`UNTIL=${day}`]), until.map((day) => [`UNTIL=${day}T120000`])) },
);

const anchors = fc.tuple(aDay, fc.integer({ min: 1, max: 28 }), fc.constantFrom('00:00', '09:30', '23:59')).map(([day, date, time]) => `${day.slice(0, 8)}${String(date).padStart(2, '0')}T${time}`);

const fromLibrary = (recurrence: string, anchor: string, from: string, limit: number): string[] => {
  const text = recurrence.replace(/UNTIL=(\d{8})($|;)/, 'UNTIL=$1T235959Z$2').replace(/(UNTIL=\d{8}T\d{6})($|;)/, '$1Z$2');
  const options = rrule.RRule.parseString(text);
  const until = options.until ?? new Date('2199-12-31T23:59Z');
  const dates: string[] = [];
  new rrule.RRule({ ...options, ...(options.count === undefined ? { until } : {}), dtstart: new Date(`${anchor}Z`) }).all((date) => {
    const local = date.toISOString().slice(0, 16);
    if (local.slice(0, 10) >= from && local < '2200') dates.push(local);
    return dates.length < limit && local < '2200';
  });
  return dates;
};

describe('the dates of a rule', () => {
  it('are those that the library has, whatever the rule and wherever they begin', () =>
    fc.assert(
      fc.property(rule, anchors, fc.nat(4_999), (recurrence, anchor, later) => {
        expect(normaliseRule(recurrence)).toBe(recurrence);
        const from = dateOf(dayOf(anchor) - 10 + later);
        const dates = [...expand({ recurrence, anchor, time_zone: 'UTC' }, from).take(8)];
        expect(dates).toEqual(fromLibrary(recurrence, anchor, from, 8));
      }),
      { numRuns: 600 },
    ));
});
