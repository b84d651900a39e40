import { addTo, monthStart, partsOf, weekdayFrom, weekdayOf, weekStart, type LocalDate } from './calendar.ts';
import { datesOf, type Day, type DayFrame } from './day.ts';
import { month, monthRange, plainDay } from './day-rules.ts';
import { as, digits, glued, inTurn, longest, lookUp, maybe, say, type Rule } from './grammar.ts';
import { pointedDate } from './numeric-date.ts';
import { count } from './numbers.ts';
import type { Amount } from './types.ts';
import { units, type Unit } from './words.ts';

/** Inclusive dates, and the days on which a task of that period may be due, the likelier first. */
export interface Range {
  from: LocalDate | null;
  to: LocalDate | null;
  overdue: boolean;
  due: LocalDate[];
}

/** A period as it was said, to be counted from today. */
export type PeriodSaid = (frame: DayFrame) => Range | null;

/** Periods for which a list may be asked; for a task, "in may" says too little. */
export interface PeriodFound {
  period: PeriodSaid;
  isVague: boolean;
  /** Whether it makes sense only as a question for a list: "pay the overdue bill" is a title. */
  isOfLists: boolean;
}

const range = (from: LocalDate, to: LocalDate, ...due: LocalDate[]): Range => ({ from, to, overdue: false, due: due.length > 0 ? [...new Set(due)] : [from, to] });

/** What is due in a period that has begun is due at its end; in one ahead, at its beginning. */
const calendar = (from: LocalDate, to: LocalDate, today: LocalDate): Range => (from <= today ? range(from, to, to) : range(from, to));

const week = (ahead: number): PeriodSaid => ({ today }) => {
  const monday = addTo(weekStart(today), { days: ahead * 7 });
  return calendar(monday, addTo(monday, { days: 6 }), today);
};

const weekend = (ahead: number): PeriodSaid => ({ today }) => {
  const saturday = addTo(weekdayOf(today) === 7 ? addTo(today, { days: -1 }) : weekdayFrom(6, today), { days: ahead * 7 });
  const sunday = addTo(saturday, { days: 1 });
  return range(saturday, sunday, saturday < today ? sunday : saturday, sunday);
};

const months = (first: LocalDate, count: number, today: LocalDate): Range => calendar(first, addTo(first, { months: count, days: -1 }), today);

const ofMonth = (ahead: number): PeriodSaid => ({ today }) => {
  const { year, month } = partsOf(today);
  return months(monthStart(year, month + ahead), 1, today);
};

const ofQuarter = (ahead: number): PeriodSaid => ({ today }) => {
  const { year, month } = partsOf(today);
  return months(monthStart(year, Math.floor((month - 1) / 3) * 3 + 1 + ahead * 3), 3, today);
};

const ofYear = (ahead: number): PeriodSaid => ({ today }) => months(monthStart(partsOf(today).year + ahead, 1), 12, today);

const calendarUnits: Record<string, (ahead: number) => PeriodSaid> = { week, weekend, month: ofMonth, quarter: ofQuarter, year: ofYear };
const ahead: Record<string, number> = { this: 0, 'the current': 0, current: 0, next: 1, 'the next': 1, 'the coming': 1, coming: 1, last: -1, 'the last': -1, past: -1, previous: -1 };

const lead = maybe(say('in', 'within', 'during', 'over', 'for', 'throughout', 'due', 'on', 'at', 'sometime', 'some time', 'later', 'any time', 'anytime', 'across'));
const unitName = say('week', 'weekend', 'month', 'quarter', 'year');

const named: Rule<PeriodSaid> = longest(
  as(inTurn(lead, say(...Object.keys(ahead)), unitName), ([, which, unit]) => calendarUnits[unit]!(which.endsWith('coming') && unit === 'weekend' ? 0 : ahead[which]!)),
  as(inTurn(say('in', 'during', 'over', 'on', 'at', 'by', 'until', 'till', 'to'), maybe(say('the')), say('weekend')), () => weekend(0)),
  as(inTurn(lead, say('the week after next')), () => week(2)),
  as(inTurn(lead, say('the weekend after next')), () => weekend(2)),
  as(inTurn(maybe(say('for')), maybe(say('the')), say('rest of the', 'remainder of the', 'rest of this', 'rest of'), say('week', 'month', 'year', 'day')), ([, , , unit]): PeriodSaid => (frame) => {
    const all = unit === 'day' ? range(frame.today, frame.today) : calendarUnits[unit]!(0)(frame);
    return all === null || all.to === null ? null : range(frame.today, all.to, all.to);
  }),
);

/** "the next 7 days", and how long that is. */
export const nextRule: Rule<{ period: PeriodSaid; length: Amount | null }> = as(
  inTurn(lead, maybe(say('the')), say('next', 'coming', 'following', 'upcoming', 'last', 'past', 'previous'), count, lookUp(units)),
  ([, , which, number, unit]: readonly [unknown, unknown, string, number, Unit]) => {
    if (unit.minutes > 0 || number > 1000) return null;
    const amount = { months: number * unit.months, days: number * unit.days };
    const isPast = which === 'last' || which === 'past' || which === 'previous';
    const period: PeriodSaid = ({ today }) => (isPast ? range(addTo(today, { months: -amount.months, days: -amount.days }), today) : range(today, addTo(today, amount), addTo(today, amount)));
    return { period, length: isPast ? null : { ...amount, minutes: 0 } };
  },
);

const year = digits(1900, 2199, { min: 4, max: 4 });

/** The month, counted from now on; the present one counts. */
const inMonth = (name: number, year: number | null): PeriodSaid => ({ today }) => {
  const now = partsOf(today);
  const first = monthStart(year ?? (name < now.month ? now.year + 1 : now.year), name);
  return months(first, 1, today);
};

const byName: Rule<PeriodSaid> = longest(
  as(inTurn(say('in', 'during', 'this', 'for', 'throughout', 'in early', 'in late'), month, maybe(year)), ([, name, said]) => inMonth(name, said)),
  as(inTurn(month, year), ([name, said]) => inMonth(name, said)),
  as(inTurn(say('next'), month), ([, name]): PeriodSaid => (frame) => inMonth(name, name > partsOf(frame.today).month ? partsOf(frame.today).year : null)(frame)),
  as(inTurn(say('in', 'during', 'for'), year), ([, said]): PeriodSaid => ({ today }) => months(monthStart(said, 1), 12, today)),
  as(inTurn(say('in', 'during', 'for', 'over'), say('q'), glued(digits(1, 4)), maybe(year)), ([, , number, said]): PeriodSaid => ({ today }) => {
    const now = partsOf(today);
    const first = monthStart(said ?? now.year, number * 3 - 2);
    return months(said === null && addTo(first, { months: 3 }) <= today ? addTo(first, { months: 12 }) : first, 3, today);
  }),
  as(inTurn(say('the week of', 'week of', 'the week starting', 'the week beginning'), plainDay), ([, day]): PeriodSaid => (frame) => {
    const [date] = datesOf(day, frame);
    return date === undefined ? null : range(weekStart(date), addTo(weekStart(date), { days: 6 }));
  }),
);

const single = (day: Day, frame: DayFrame): LocalDate | null => {
  const dates = datesOf(day, frame);
  return dates.length === 1 ? dates[0]! : null;
};

/** The stretch from one day to another. */
export const between = (one: Day, two: Day): PeriodSaid => (frame) => {
  const from = single(one, frame);
  const to = from === null ? null : single(two, { ...frame, from });
  return from === null || to === null || to < from ? null : range(from, to, from, to);
};

const to = say('to', '-', 'through', 'thru', 'until', 'till');

/** "monday to friday", "from dec 1 until dec 5", "december 1-5". */
export const dayRange: Rule<[Day, Day]> = longest<[Day, Day]>(
  as(inTurn(maybe(say('from', 'due from', 'due')), plainDay, to, plainDay), ([, one, , two]): [Day, Day] => [one, two]),
  as(inTurn(say('between', 'due between'), plainDay, say('and'), plainDay), ([, one, , two]): [Day, Day] => [one, two]),
  as(inTurn(maybe(say('from', 'on')), monthRange), ([, days]) => days),
  as(inTurn(maybe(say('from', 'on')), pointedDate, to, pointedDate), ([, one, , two]): [Day, Day] => [one, two]),
);

const overdue: PeriodSaid = () => ({ from: null, to: null, overdue: true, due: [] });
const forWeekend: Rule<PeriodSaid> = as(inTurn(say('for'), maybe(say('the')), say('weekend')), () => weekend(0));

/** A stretch of days. */
export const periodRule: Rule<PeriodFound> = longest<PeriodFound>(
  as(named, (period) => ({ period, isVague: false, isOfLists: false })),
  as(longest(byName, forWeekend), (period) => ({ period, isVague: true, isOfLists: false })),
  as(say('the weekend'), () => ({ period: weekend(0), isVague: false, isOfLists: true })),
  as(say('overdue', 'past due'), () => ({ period: overdue, isVague: false, isOfLists: true })),
);
