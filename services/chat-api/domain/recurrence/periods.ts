import { lastDay, monthOf, monthStart, weekdayOf } from './days.ts';
import type { NthWeekday, Rule } from './parse-rule.ts';

/** How a rule counts its days, weeks, months or years from an anchor. */
export interface Periods {
  /** The days of the nth period, in order; those of the first may lie before the anchor. */
  daysOf(index: number): number[];
  /** The index of the last period that begins on a day or before it. */
  indexAt(day: number): number;
}

interface Span {
  from: number;
  /** Exclusive. */
  to: number;
}

const inOrder = (days: readonly number[]): number[] => [...new Set(days)].sort((a, b) => a - b);

const isIn = (day: number, { from, to }: Span): boolean => from <= day && day < to;

const pickPositions = (days: number[], positions: readonly number[]): number[] => {
  if (positions.length === 0) return days;
  const picked = positions.map((position) => days.at(position > 0 ? position - 1 : position)).filter((day) => day !== undefined);
  return inOrder(picked);
};

const spanOfMonth = (month: number): Span => ({ from: monthStart(month), to: monthStart(month + 1) });

/** The days of a span that an entry of BYDAY names; the nth is counted within `whole`. */
const weekdaysIn = ({ from, to }: Span, { n, weekday }: NthWeekday, whole: Span): number[] => {
  const first = whole.from + ((weekday - weekdayOf(whole.from) + 7) % 7);
  const last = whole.to - 1 - ((weekdayOf(whole.to - 1) - weekday + 7) % 7);
  if (n !== 0) return [n > 0 ? first + 7 * (n - 1) : last + 7 * (n + 1)].filter((day) => isIn(day, { from, to }) && isIn(day, whole));
  const days: number[] = [];
  for (let day = from + ((weekday - weekdayOf(from) + 7) % 7); day < to; day += 7) days.push(day);
  return days;
};

const monthDaysIn = (span: Span, days: readonly number[]): number[] =>
  days.map((day) => (day > 0 ? span.from + day - 1 : span.to + day)).filter((day) => isIn(day, span));

/** The days of a month that a rule names; nth weekdays count within `whole`. */
const daysOfMonth = ({ byDay, byMonthDay }: Rule, span: Span, whole: Span): number[] => {
  const weekdays = byDay.flatMap((entry) => weekdaysIn(span, entry, whole));
  if (byMonthDay.length === 0) return inOrder(weekdays);
  const days = inOrder(monthDaysIn(span, byMonthDay));
  return byDay.length === 0 ? days : days.filter((day) => weekdays.includes(day));
};

/** "The 31st" of a shorter month is its last day; RFC 5545 would skip the month. */
const sameDay = (anchorDay: number, { from, to }: Span): number[] => [Math.min(from + anchorDay, to - 1)];

const namesDays = ({ byDay, byMonthDay }: Rule): boolean => byDay.length > 0 || byMonthDay.length > 0;

const monthly = (rule: Rule, anchor: number): Periods => {
  const first = monthOf(anchor);
  const anchorDay = anchor - monthStart(first);
  return {
    indexAt: (day) => Math.floor((monthOf(day) - first) / rule.interval),
    daysOf: (index) => {
      const span = spanOfMonth(first + index * rule.interval);
      return pickPositions(namesDays(rule) ? daysOfMonth(rule, span, span) : sameDay(anchorDay, span), rule.bySetPos);
    },
  };
};

/**
 * Without BYMONTH a named day is one of every month, an nth weekday one of the year;
 * without any it is the day of the anchor.
 */
const yearly = (rule: Rule, anchor: number): Periods => {
  const first = monthOf(anchor);
  const anchorDay = anchor - monthStart(first);
  const firstYear = Math.floor(first / 12);
  const months = rule.byMonth.length > 0 ? rule.byMonth.map((month) => month - 1) : namesDays(rule) ? Array.from({ length: 12 }, (_, month) => month) : [first % 12];
  const sorted = inOrder(months);
  return {
    indexAt: (day) => Math.floor((Math.floor(monthOf(day) / 12) - firstYear) / rule.interval),
    daysOf: (index) => {
      const january = (firstYear + index * rule.interval) * 12;
      const year = { from: monthStart(january), to: monthStart(january + 12) };
      const days = sorted.flatMap((month) => {
        const span = spanOfMonth(january + month);
        return namesDays(rule) ? daysOfMonth(rule, span, rule.byMonth.length > 0 ? span : year) : sameDay(anchorDay, span);
      });
      return pickPositions(days, rule.bySetPos);
    },
  };
};

const weekly = (rule: Rule, anchor: number): Periods => {
  const start = anchor - ((weekdayOf(anchor) - rule.weekStart + 7) % 7);
  const weekdays = rule.byDay.length === 0 ? [weekdayOf(anchor)] : rule.byDay.map(({ weekday }) => weekday);
  const offsets = inOrder(weekdays.map((weekday) => (weekday - rule.weekStart + 7) % 7));
  return {
    indexAt: (day) => Math.floor((day - start) / (7 * rule.interval)),
    daysOf: (index) => offsets.map((offset) => start + index * rule.interval * 7 + offset),
  };
};

const daily = (rule: Rule, anchor: number): Periods => ({
  indexAt: (day) => Math.floor((day - anchor) / rule.interval),
  daysOf: (index) => [anchor + index * rule.interval],
});

const kinds: Record<string, (rule: Rule, anchor: number) => Periods> = { DAILY: daily, WEEKLY: weekly, MONTHLY: monthly, YEARLY: yearly };

/** The periods of a rule from the day of its anchor on. */
export const periodsOf = (rule: Rule, anchor: number): Periods => kinds[rule.freq]!(rule, anchor);

/** The last period within the years of this system. */
export const lastIndex = (periods: Periods): number => periods.indexAt(lastDay);
