import { dateOf } from './calendar.ts';
import type { PartOfDay } from './words.ts';

/** A repetition as it was said: the parts of a rule, and the part of the day. */
export interface Every {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
  /** BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS. */
  by: Readonly<Record<string, string>>;
  part: PartOfDay | null;
  mode: 'schedule' | 'completion';
}

/** What is meant to repeat, but not by a single rule; `near` holds the rules to choose from. */
export interface NotOne {
  reason: 'several_times_a_day' | 'days_not_named' | 'finer_than_a_day' | 'unclear_length';
  near: Every[];
}

/** A rule of the given parts. */
export const every = (freq: Every['freq'], by: Every['by'] = {}, interval = 1): Every => ({ freq, interval, by, part: null, mode: 'schedule' });

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The two letters of a weekday; Monday is 1. */
export const codeOf = (weekday: number): string => codes[weekday - 1]!;

/** Weekdays in the order of the week, each once. */
export const byDays = (weekdays: readonly number[]): { BYDAY: string } => ({ BYDAY: [...new Set(weekdays)].sort((a, b) => a - b).map(codeOf).join(',') });

/** From Monday to Friday. */
export const workdays = byDays([1, 2, 3, 4, 5]);

/** Days that some months lack: instead of the 31st a shorter month has its last day. */
export const byMonthDays = (days: readonly number[]): Record<string, string> => {
  const [only] = days;
  if (days.length === 1 && only! > 28) {
    if (only === 31) return { BYMONTHDAY: '-1' };
    return { BYMONTHDAY: Array.from({ length: only! - 27 }, (_, index) => 28 + index).join(','), BYSETPOS: '-1' };
  }
  return { BYMONTHDAY: [...new Set(days)].sort((a, b) => a - b).join(',') };
};

const leapYear = 2028;

/** A day of the year; the 29th of February is the 28th in years that have none. */
export const byYearDay = (month: number, day: number): Record<string, string> | null => {
  if (dateOf(leapYear, month, day) === null) return null;
  return month === 2 && day === 29 ? { BYMONTH: '2', ...byMonthDays([29]) } : { BYMONTH: String(month), BYMONTHDAY: String(day) };
};

/** The nth weekdays, workdays or days of a month. */
export const byNth = (days: readonly { nth: number; weekday: number | 'workday' | 'day' }[]): Record<string, string> | null => {
  const [first] = days;
  if (days.every(({ weekday }) => typeof weekday === 'number')) return { BYDAY: days.map(({ nth, weekday }) => `${nth}${codeOf(weekday as number)}`).join(',') };
  if (days.length > 1) return days.every(({ weekday }) => weekday === 'day') ? byMonthDays(days.map(({ nth }) => nth)) : null;
  return first!.weekday === 'workday' ? { ...workdays, BYSETPOS: String(first!.nth) } : byMonthDays([first!.nth]);
};

/** RRULE text. */
export const ruleText = ({ freq, interval, by }: Every, end: Record<string, string> = {}): string =>
  Object.entries({ FREQ: freq, ...(interval > 1 ? { INTERVAL: String(interval) } : {}), ...by, ...end })
    .map(([name, value]) => `${name}=${value}`)
    .join(';');
