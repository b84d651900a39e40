import rrule from 'rrule';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../test/helpers/random.ts';
import { normaliseRule } from '../recurrence-rule.ts';
import { dateOf, dayOf } from './days.ts';
import { expand } from './expand.ts';

const next = createRandom(11);
const below = (limit: number): number => Math.floor(next() * limit);
const pick = <T>(values: readonly T[]): T => values[below(values.length)]!;
const some = (make: () => string): string => [...new Set(Array.from({ length: 1 + below(3) }, make))].join(',');
const maybe = (name: string, make: () => string): string[] => (next() < 0.4 ? [`${name}=${make()}`] : []);

const weekday = (): string => pick(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']);
const nthWeekday = (): string => `${pick(['1', '2', '5', '-1', '-3', '+2'])}${weekday()}`;
const monthDay = (): string => `${pick(['', '-'])}${1 + below(31)}`;
const aDay = (): string => dateOf(dayOf('1990-01-01') + below(40_000));

// A plain weekday beside an nth one: the library wants a day to be both.
const namedDays = (): string[] => {
  const days = [...maybe('BYDAY', () => pick([some(nthWeekday), some(weekday), 'MO,TU,WE,TH,FR'])), ...maybe('BYMONTHDAY', () => some(monthDay))];
  // Past the end of a set the library goes round it again, and a day that is first and last it has twice.
  return days.length === 0 ? [] : [...days, ...maybe('BYSETPOS', () => pick(['1', '-1']))];
};

const partsOf: Record<string, () => string[]> = {
  DAILY: () => [],
  WEEKLY: () => [...maybe('BYDAY', () => some(weekday)), ...maybe('WKST', () => pick(['MO', 'SU']))],
  MONTHLY: namedDays,
  // Of a month alone the library skips the 31st, which is the last day here: the anchors of such rules are before.
  YEARLY: () => [...maybe('BYMONTH', () => some(() => String(1 + below(12)))), ...namedDays()],
};

const aRule = (): string => {
  const frequency = pick(Object.keys(partsOf));
  const until = (): string => aDay().replaceAll('-', '');
  const end = pick([[], [], [`COUNT=${1 + below(60)}`], [`UNTIL=${until()}`], [`UNTIL=${until()}T120000`]]);
  return [`FREQ=${frequency}`, ...maybe('INTERVAL', () => String(1 + below(14))), ...partsOf[frequency]!(), ...end].join(';');
};

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
  it('are those that the library has, whatever the rule and wherever they begin', () => {
    for (let i = 0; i < 600; i++) {
      const recurrence = aRule();
      expect(normaliseRule(recurrence)).toBe(recurrence);
      const anchor = `${aDay().slice(0, 8)}${String(1 + below(28)).padStart(2, '0')}T${pick(['00:00', '09:30', '23:59'])}`;
      const from = dateOf(dayOf(anchor) - 10 + below(5_000));
      const dates = [...expand({ recurrence, anchor, time_zone: 'UTC' }, from).take(8)];
      expect([recurrence, anchor, from, dates]).toEqual([recurrence, anchor, from, fromLibrary(recurrence, anchor, from, 8)]);
    }
  });
});
