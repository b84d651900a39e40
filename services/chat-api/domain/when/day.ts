import { addTo, addWorkdays, dateOf, monthStart, nthWeekday, nthWorkday, partsOf, weekdayFrom, weekdayOf, weekStart, type LocalDate } from './calendar.ts';

/** A month as it was said: by name, or counted from this one. */
export type MonthSaid = { month: number; year: number | null } | { ahead: number } | { quarters: number; month: number } | { years: number; month: number };

/** A day as it was said; what it means depends on today. */
export type Day =
  | { is: 'date'; date: LocalDate }
  | { is: 'ahead'; months: number; days: number }
  | { is: 'workdays'; count: number }
  | { is: 'weekday'; weekday: number; which: 'coming' | 'this' | 'next' | 'last' }
  | { is: 'of_week'; weekday: number; weeks: number }
  | { is: 'month_day'; day: number }
  | { is: 'of_month'; month: MonthSaid; day: number }
  | { is: 'nth'; nth: number; weekday: number | 'workday'; month: MonthSaid | null }
  | { is: 'named'; weekday: number; day: Day }
  | { is: 'later'; months: number; days: number; than: Day }
  | { is: 'either'; days: Day[]; reason: 'date_order' | 'alternatives' | 'several' | 'which_day' };

/**
 * Where to begin looking for a day: today's date, and the first date on which the time
 * still lies ahead.
 */
export interface DayFrame {
  today: LocalDate;
  from: LocalDate;
}

const firstOf = (candidates: readonly (LocalDate | null)[], from: LocalDate): LocalDate[] => {
  const found = candidates.find((date) => date !== null && date >= from);
  return typeof found === 'string' ? [found] : [];
};

/** The first days of the coming months. */
const monthsFrom = (from: LocalDate, count: number): LocalDate[] => {
  const { year, month } = partsOf(from);
  return Array.from({ length: count }, (_, index) => monthStart(year, month + index));
};

const monthOf = (said: MonthSaid, today: LocalDate): { first: LocalDate; isOpen: boolean } => {
  const { year, month } = partsOf(today);
  if ('ahead' in said) return { first: monthStart(year, month + said.ahead), isOpen: false };
  if ('years' in said) return { first: monthStart(year + said.years, said.month), isOpen: false };
  if ('quarters' in said) return { first: monthStart(year, Math.floor((month - 1) / 3) * 3 + said.quarters * 3 + said.month), isOpen: false };
  return { first: monthStart(said.year ?? year, said.month), isOpen: said.year === null };
};

const dayIn = (first: LocalDate, day: number): LocalDate | null => {
  const { year, month } = partsOf(first);
  return dateOf(year, month, day);
};

/** Without a year: the first year that has the day; leap years are at most eight years apart. */
const inMonth = (said: MonthSaid, { today, from }: DayFrame, find: (first: LocalDate) => LocalDate | null): LocalDate[] => {
  const { first, isOpen } = monthOf(said, today);
  if (isOpen) return firstOf(Array.from({ length: 9 }, (_, years) => find(addTo(first, { months: years * 12 }))), from);
  const date = find(first);
  return date === null ? [] : [date];
};

const nthOf = (day: Extract<Day, { is: 'nth' }>, frame: DayFrame): LocalDate[] => {
  const { nth, weekday } = day;
  const find = (first: LocalDate): LocalDate | null => (weekday === 'workday' ? nthWorkday(first, nth) : nthWeekday(first, nth, weekday));
  return day.month === null ? firstOf(monthsFrom(frame.from, 13).map(find), frame.from) : inMonth(day.month, frame, find);
};

/** "next friday" on a Thursday: tomorrow, or a week later; people differ. */
const ofName = (weekday: number, which: 'coming' | 'this' | 'next' | 'last', { today, from }: DayFrame): LocalDate[] => {
  const coming = weekdayFrom(weekday, from);
  if (which === 'last') return [addTo(weekdayFrom(weekday, today), { days: -7 })];
  if (which !== 'next') return [coming];
  const ahead = weekdayFrom(weekday, addTo(today, { days: 1 }));
  return weekday > weekdayOf(today) ? [ahead, addTo(ahead, { days: 7 })] : [ahead];
};

/**
 * "friday the 13th" is the next such day; "monday, december 8" that is a Tuesday may mean
 * either.
 */
const ofBoth = ({ weekday, day }: Extract<Day, { is: 'named' }>, frame: DayFrame): LocalDate[] => {
  const dates = datesOf(day, frame);
  const agree = dates.filter((date) => weekdayOf(date) === weekday);
  if (agree.length > 0) return agree;
  if (day.is === 'month_day') return firstOf(monthsFrom(frame.from, 48).map((first) => dayIn(first, day.day)).filter((date) => date !== null && weekdayOf(date) === weekday), frame.from);
  return [...dates, weekdayFrom(weekday, frame.from)];
};

type Resolve = { [K in Day['is']]: (day: Extract<Day, { is: K }>, frame: DayFrame) => LocalDate[] };

const resolve: Resolve = {
  date: ({ date }) => [date],
  ahead: (ahead, { today }) => [addTo(today, ahead)],
  workdays: ({ count }, { today }) => [addWorkdays(today, count)],
  weekday: ({ weekday, which }, frame) => ofName(weekday, which, frame),
  of_week: ({ weekday, weeks }, { today }) => [addTo(weekStart(today), { days: weeks * 7 + weekday - 1 })],
  month_day: ({ day }, { from }) => firstOf(monthsFrom(from, 13).map((first) => dayIn(first, day)), from),
  of_month: ({ month, day }, frame) => inMonth(month, frame, (first) => dayIn(first, day)),
  nth: nthOf,
  named: (day, frame) => ofBoth(day, frame),
  later: ({ than, ...amount }, frame) => datesOf(than, frame).map((date) => addTo(date, amount)),
  either: ({ days }, frame) => [...new Set(days.flatMap((one) => datesOf(one, frame)))],
};

/**
 * The dates that a day may mean: none if the calendar has no such day, several if people
 * differ.
 */
export const datesOf = (day: Day, frame: DayFrame): LocalDate[] => (resolve[day.is] as (day: Day, frame: DayFrame) => LocalDate[])(day, frame);

const isOpenMonth = (said: MonthSaid): boolean => 'year' in said && said.year === null;

/**
 * Whether a date is looked for from now on, so that "friday at 9" said on a Friday at ten
 * is the next one.
 */
export const isOpen = (day: Day): boolean => {
  if (day.is === 'of_month') return isOpenMonth(day.month);
  if (day.is === 'nth') return day.month === null || isOpenMonth(day.month);
  if (day.is === 'either') return day.days.some(isOpen);
  if (day.is === 'named') return isOpen(day.day);
  return (day.is === 'weekday' && day.which !== 'last') || day.is === 'month_day';
};

/** A weekday by its mere name. */
export const isName = (day: Day | null): boolean => day?.is === 'weekday' && day.which === 'coming';

/** A weekday by its name is never today, unless it comes with a time that lies ahead. */
export const mayBeToday = (day: Day): boolean => (day.is === 'either' ? day.days.every(mayBeToday) : day.is !== 'weekday');
