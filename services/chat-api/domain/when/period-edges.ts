import type { Day, MonthSaid } from './day.ts';
import { month } from './day-rules.ts';
import { as, digits, glued, inTurn, longest, maybe, say, type Rule } from './grammar.ts';

type Edge = 'start' | 'middle' | 'end';

const edge: Rule<Edge> = longest(
  as(say('start of', 'beginning of', 'begin of', 'early', 'early in', 'start'), () => 'start' as const),
  as(say('middle of', 'mid', 'mid -', 'midway through'), () => 'middle' as const),
  as(say('end of', 'end'), () => 'end' as const),
);

const dayOfMonth = { start: 1, middle: 15, end: -1 } as const;
const dayOfWeek = { start: 1, middle: 3, end: 5 } as const;

/**
 * In this month or week, the day that still lies ahead: "the start" is the start of the
 * next one.
 */
const ofMonth = (where: Edge, month: MonthSaid | null): Day =>
  month === null ? { is: 'month_day', day: dayOfMonth[where] } : { is: 'of_month', day: dayOfMonth[where], month };
const ofWeek = (where: Edge, isNext: boolean): Day =>
  isNext ? { is: 'of_week', weekday: dayOfWeek[where], weeks: 1 } : { is: 'weekday', weekday: dayOfWeek[where], which: 'this' };

const yearEdge = { start: { day: 1, month: 1 }, middle: { day: 1, month: 7 }, end: { day: 31, month: 12 } } as const;
const ofYear = (where: Edge, isNext: boolean): Day => {
  const { day, month } = yearEdge[where];
  return { is: 'of_month', day, month: isNext ? { years: 1, month } : { month, year: null } };
};

const monthInQuarter = { start: 1, middle: 2, end: 3 } as const;
const ofQuarter = (where: Edge, quarter: { number: number } | { ahead: number }): Day => {
  const month: MonthSaid =
    'number' in quarter ? { month: (quarter.number - 1) * 3 + monthInQuarter[where], year: null } : { quarters: quarter.ahead, month: monthInQuarter[where] };
  return { is: 'of_month', day: dayOfMonth[where], month };
};

const monthSaid: Rule<MonthSaid | 'this'> = longest<MonthSaid | 'this'>(
  as(say('next month'), () => ({ ahead: 1 })),
  as(say('the month', 'this month', 'month'), () => 'this' as const),
  as(month, (name) => ({ month: name, year: null })),
);
const isNext = (unit: string): Rule<boolean> => longest(as(say(`next ${unit}`), () => true), as(say(`the ${unit}`, `this ${unit}`, unit), () => false));
const quarter: Rule<{ number: number } | { ahead: number }> = longest<{ number: number } | { ahead: number }>(
  as(inTurn(say('q'), glued(digits(1, 4))), ([, number]) => ({ number })),
  as(isNext('quarter'), (next) => ({ ahead: next ? 1 : 0 })),
);

const monday = (weeks: number): Day => ({ is: 'of_week', weekday: 1, weeks });

/** "starting next week": the first day of it. */
export const startOfPeriod: Rule<Day> = longest(
  as(say('next week'), () => monday(1)),
  as(say('next month'), () => ofMonth('start', { ahead: 1 })),
  as(say('next year'), () => ofYear('start', true)),
  as(say('next quarter'), () => ofQuarter('start', { ahead: 1 })),
);

/** "after the weekend": the day that follows. */
export const afterPeriod: Rule<Day> = longest(
  as(inTurn(say('after'), maybe(say('the', 'this')), say('weekend', 'week')), () => monday(1)),
  as(say('after next week', 'after the next week'), () => monday(2)),
  as(inTurn(say('after'), maybe(say('the', 'this')), say('month')), () => ofMonth('start', { ahead: 1 })),
);

/** "before the weekend": by the last day of the week's work. */
export const beforePeriod: Rule<Day> = as(inTurn(say('before', 'b 4'), maybe(say('the', 'this')), say('weekend')), () => ofWeek('end', false));

const of = maybe(say('the'));

/**
 * The first, middle or last day of a week, month, quarter or year; the last day of a week
 * is Friday.
 */
export const edgeOfPeriod: Rule<Day> = longest(
  as(inTurn(of, edge, monthSaid), ([, where, said]) => ofMonth(where, said === 'this' ? null : said)),
  as(inTurn(of, edge, isNext('week')), ([, where, next]) => ofWeek(where, next)),
  as(inTurn(of, edge, isNext('year')), ([, where, next]) => ofYear(where, next)),
  as(inTurn(of, edge, quarter), ([, where, said]) => ofQuarter(where, said)),
  as(say('eom'), () => ofMonth('end', null)),
  as(say('eow'), () => ofWeek('end', false)),
  as(say('eoy'), () => ofYear('end', false)),
  as(say('midweek', 'mid - week'), () => ofWeek('middle', false)),
);
