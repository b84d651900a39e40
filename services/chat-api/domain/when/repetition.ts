import { isDueLocal } from '../due.ts';
import { firstDateOf } from '../recurrence/expand.ts';
import { addTo } from './calendar.ts';
import { asTime, readClock, type Clock } from './clock.ts';
import { datesOf, type Day } from './day.ts';
import { byDays, byMonthDays, byNth, byYearDay, ruleText, type Every } from './every.ts';
import type { Moment } from './moment.ts';
import { wallOf, type Wall } from './wall.ts';
import type { Amount, Bound, Repetition, TimeContext } from './types.ts';
import type { PartOfDay } from './words.ts';

/** What else a message says about a repetition: days, times, and how long it lasts. */
export interface Around {
  moments: Moment[];
  /** "for 10 days", "5 times". */
  length: Amount | null;
  times: number | null;
  isAfterCompletion: boolean;
}

/** The parts of a repetition, sorted. */
interface Sorted {
  rule: Every;
  start: Day | null;
  until: Day | null;
  clocks: Clock[];
  part: PartOfDay | null;
}

type Filler = (day: Day) => Record<string, string> | null;

const nameOf = (day: Day): number | null => (day.is === 'weekday' && day.which === 'coming' ? day.weekday : null);

const weekly: Filler = (day) => {
  const names = (day.is === 'either' ? day.days : [day]).map(nameOf);
  return names.every((name) => name !== null) ? byDays(names) : null;
};
const monthly: Filler = (day) => {
  if (day.is === 'month_day') return byMonthDays([day.day]);
  return day.is === 'nth' && day.month === null ? byNth([day]) : null;
};
const yearly: Filler = (day) => (day.is === 'of_month' && 'year' in day.month && day.month.year === null ? byYearDay(day.month.month, day.day) : null);
const fillers: Record<Every['freq'], Filler> = { DAILY: () => null, WEEKLY: weekly, MONTHLY: monthly, YEARLY: yearly };

/** "every month … on the 1st": a day that completes the rule. */
const fillIn = (rule: Every, day: Day): Every | null => {
  const by = Object.keys(rule.by).length > 0 ? null : fillers[rule.freq](day);
  return by === null ? null : { ...rule, by };
};

/** Puts a day in its place: it ends the repetition, completes its rule, or begins it. */
const placeDay = (sorted: Sorted, day: Day, bound: Bound | null): Sorted | null => {
  if (bound === 'until' || bound === 'by') return sorted.until === null ? { ...sorted, until: day } : null;
  const filled = bound === 'from' || bound === 'after' ? null : fillIn(sorted.rule, day);
  if (filled !== null) return { ...sorted, rule: filled };
  return sorted.start === null ? { ...sorted, start: day } : null;
};

/** Puts a moment in its place in a repetition; null if two say the same thing. */
const place = (sorted: Sorted, { day, clock, part, bound, after }: Moment): Sorted | null => {
  if (after !== null || (part !== null && sorted.part !== null)) return null;
  const timed: Sorted = { ...sorted, part: part ?? sorted.part, clocks: clock === null ? sorted.clocks : [...sorted.clocks, clock] };
  return day === null ? timed : placeDay(timed, day, bound);
};

const only = (dates: readonly string[]): string | null => (dates.length === 1 ? dates[0]! : null);

/** The first date of a rule from a day on; the interval is counted from that date. */
const firstOn = (rule: Every, from: string): string | null => firstDateOf(ruleText({ ...rule, interval: 1 }), from);

const startOf = ({ rule, start }: Sorted, minutes: number | null, wall: Wall): string | null => {
  const isAhead = minutes === null || minutes > wall.minutes;
  const from = isAhead ? wall.today : addTo(wall.today, { days: 1 });
  const date = start === null ? from : only(datesOf(start, { today: wall.today, from }));
  return date === null || !isDueLocal(date) ? null : firstOn(rule, date);
};

const perWeek = ({ by }: Every): number => by.BYDAY?.split(',').length ?? 1;
const isOncePerMonth = ({ by }: Every): boolean => by.BYSETPOS !== undefined || (by.BYDAY ?? by.BYMONTHDAY ?? '').split(',').length === 1;

type Fit = (amount: Amount, rule: Every) => number | null;
const inDays: Partial<Record<Every['freq'], Fit>> = {
  DAILY: ({ days }) => days,
  WEEKLY: ({ days }, rule) => (days % 7 === 0 ? (days / 7) * perWeek(rule) : null),
};
const inMonths: Partial<Record<Every['freq'], Fit>> = {
  MONTHLY: ({ months, days }, rule) => (days === 0 && isOncePerMonth(rule) ? months : null),
  YEARLY: ({ months, days }) => (days === 0 ? months / 12 : null),
};

/** How many instances fit, if the length is in the rule's own unit. */
const fits = (rule: Every, amount: Amount): number | null => {
  const count = (amount.months === 0 ? inDays : inMonths)[rule.freq]?.(amount, rule) ?? null;
  return count === null ? null : count / rule.interval;
};

const untilText = (date: string): Record<string, string> => ({ UNTIL: date.replaceAll('-', '') });

const lasting = (rule: Every, first: string, amount: Amount): Record<string, string> => {
  const count = fits(rule, amount);
  if (count !== null && Number.isInteger(count) && count > 0 && count < 10_000) return { COUNT: String(count) };
  return untilText(addTo(addTo(first, amount), { days: -1 }));
};

/**
 * How a rule may end: in no way if its end is before its start or unclear, in two ways for
 * "until december".
 */
const endsOf = ({ rule, until }: Sorted, first: string, { length, times }: Around): Record<string, string>[] => {
  if ([until, length, times].filter((one) => one !== null).length > 1) return [];
  if (times !== null) return [{ COUNT: String(times) }];
  if (length !== null) return [lasting(rule, first, length)];
  if (until === null) return [{}];
  return datesOf(until, { today: first, from: first }).filter((last) => last >= first && isDueLocal(last)).map(untilText);
};

/** An end counted from today stays where it is, however late the repetition begins. */
const untilFrom = (until: Day | null, today: string): Day | null => {
  if (until?.is === 'either') return { ...until, days: until.days.map((day) => untilFrom(day, today)!) };
  return until !== null && ['ahead', 'later', 'of_week'].includes(until.is) ? asDate(until, today) : until;
};
const asDate = (day: Day, today: string): Day | null => {
  const date = only(datesOf(day, { today, from: today }));
  return date === null ? day : { is: 'date', date };
};

const isForeign = ({ zone }: Clock, { time_zone }: TimeContext): boolean => zone !== null && !zone.zones.includes(time_zone);

/**
 * The time of day of each instance: one; two if it may be either half of the day; none if
 * no single rule can express them.
 */
const timesOf = ({ clocks, part }: Sorted, context: TimeContext): (number | null)[] => {
  const [clock] = clocks;
  if (clock === undefined) return [part?.time ?? null];
  return clocks.length > 1 || clock.more !== null || isForeign(clock, context) ? [] : readClock(clock, part, context.date_order === 'month_day').at;
};

/**
 * What a rule and everything said with it amount to: several if it may be either half of
 * the day, none if the parts do not fit together.
 */
export const repetitionsOf = (every: Every, around: Around, context: TimeContext): Omit<Repetition, 'spans'>[] => {
  const wall = wallOf(context);
  const none: Sorted = { rule: every, start: null, until: null, clocks: [], part: every.part };
  const sorted = around.moments.reduce<Sorted | null>((all, moment) => (all === null ? null : place(all, moment)), none);
  if (sorted === null) return [];
  const { rule, start } = sorted;
  return timesOf(sorted, context).flatMap((minutes): Omit<Repetition, 'spans'>[] => {
    const first = startOf(sorted, minutes, wall);
    if (first === null) return [];
    const due_local = minutes === null ? first : `${first}T${asTime(minutes)}`;
    const mode = around.isAfterCompletion ? 'completion' : rule.mode;
    const ends = endsOf({ ...sorted, until: untilFrom(sorted.until, wall.today) }, first, around);
    return ends.map((end) => ({ kind: 'repetition', rule: ruleText(rule, end), due_local, time_given: minutes !== null, start_given: start !== null, mode }));
  });
};
