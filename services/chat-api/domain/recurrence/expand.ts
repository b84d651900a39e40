import { isAllDay, toDueLocal } from '../due.ts';
import { dateOf, dayOf } from './days.ts';
import { parseRule, type Rule } from './parse-rule.ts';
import { lastIndex, periodsOf, type Periods } from './periods.ts';

/**
 * A repetition: its rule, where it counts from (a local date or date-time), and the zone in
 * which that is meant.
 */
export interface Series {
  recurrence: string;
  anchor: string;
  time_zone: string;
}

/**
 * The wall clock, to the second, up to which a rule runs: an instant as read in its zone, a
 * day up to its end.
 */
const endOf = ({ until }: Rule, time_zone: string): string => {
  if (until === null) return '9999';
  const [, year, month, day, , hour, minute, second, zulu] = /^(\d{4})(\d{2})(\d{2})(T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(until)!;
  if (hour === undefined) return `${year}-${month}-${day}T23:59:59`;
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  return zulu === 'Z' ? `${toDueLocal(`${wall}Z`, time_zone)}:${second}` : wall;
};

/** How many dates a rule has before a period, up to its COUNT. */
const countBefore = ({ freq }: Rule, count: number, { periods, anchor, index }: { periods: Periods; anchor: number; index: number }): number => {
  const inPeriod = (at: number): number => periods.daysOf(at).filter((day) => day >= anchor).length;
  if (index <= 0) return 0;
  // Every day, and every week but the first, has as many as the others.
  if (freq === 'DAILY') return index;
  if (freq === 'WEEKLY') return inPeriod(0) + (index - 1) * inPeriod(1);
  let before = 0;
  for (let at = 0; at < index && before < count; at++) before += inPeriod(at);
  return before;
};

/** The days of a rule from the period of a day on, as many as COUNT leaves. */
const daysFrom = function* (rule: Rule, anchor: number, begin: number): Generator<number> {
  const periods = periodsOf(rule, anchor);
  const start = Math.max(0, periods.indexAt(begin));
  const last = lastIndex(periods);
  let left = rule.count === null ? Infinity : rule.count - countBefore(rule, rule.count, { periods, anchor, index: start });
  for (let index = start; index <= last && left > 0; index++) {
    const days = periods.daysOf(index).filter((day) => day >= anchor);
    yield* days.slice(0, left);
    left -= days.length;
  }
};

/**
 * The local times of a series from a local day on, in order. It begins with the period of
 * that day, so that a long past costs nothing, and ends with the years that this system
 * knows: at most 3600 months or 300 years are searched, even for a rule without dates.
 */
export const expand = function* ({ recurrence, anchor, time_zone }: Series, from: string): Generator<string> {
  const rule = parseRule(recurrence);
  const end = endOf(rule, time_zone);
  const time = isAllDay(anchor) ? '' : anchor.slice(10);
  const first = dayOf(anchor);
  const begin = Math.max(first, dayOf(from));
  for (const day of daysFrom(rule, first, begin)) {
    const date = dateOf(day);
    if (`${date}${time || 'T00:00'}:00` > end) return;
    if (day >= begin) yield `${date}${time}`;
  }
};

/** The first day of a rule on or after a day; COUNT does not matter. */
export const firstDateOf = (recurrence: string, day: string): string | null => {
  const endless = recurrence.replace(/;COUNT=\d+/, '');
  return expand({ recurrence: endless, anchor: day.slice(0, 10), time_zone: 'UTC' }, day).next().value ?? null;
};
