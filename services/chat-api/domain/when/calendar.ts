/** A local date, `YYYY-MM-DD`. */
export type LocalDate = string;

const of = (date: LocalDate): Temporal.PlainDate => Temporal.PlainDate.from(date);

/** A date moved by an amount; the 31st becomes the last day of a shorter month. */
export const addTo = (date: LocalDate, { months = 0, days = 0 }: { months?: number; days?: number }): LocalDate =>
  of(date).add({ months }).add({ days }).toString();

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (date: LocalDate): number => of(date).dayOfWeek;

/** The Monday of the week that a date lies in. */
export const weekStart = (date: LocalDate): LocalDate => addTo(date, { days: 1 - weekdayOf(date) });

/** The first such weekday on or after a date. */
export const weekdayFrom = (weekday: number, from: LocalDate): LocalDate => addTo(from, { days: (weekday - weekdayOf(from) + 7) % 7 });

/** The date, or null if the calendar has none; -1 is the last day of a month. */
export const dateOf = (year: number, month: number, day: number): LocalDate | null => {
  if (year < 1900 || year > 2199) return null;
  if (day === -1) return of(monthStart(year, month)).add({ months: 1 }).subtract({ days: 1 }).toString();
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
};

/** The first of a month; a month past December is one of the next year. */
export const monthStart = (year: number, month: number): LocalDate =>
  Temporal.PlainDate.from({ year, month: 1, day: 1 }).add({ months: month - 1 }).toString();

/** Year, month and day of a date. */
export const partsOf = (date: LocalDate): { year: number; month: number; day: number } => {
  const { year, month, day } = of(date);
  return { year, month, day };
};

/** The last day of the month that a date lies in. */
export const monthEnd = (date: LocalDate): LocalDate => of(date).with({ day: 31 }, { overflow: 'constrain' }).toString();

/**
 * The nth such weekday of the month that begins on a date, counted from its end if n is
 * negative.
 */
export const nthWeekday = (first: LocalDate, nth: number, weekday: number): LocalDate | null => {
  const month = partsOf(first).month;
  const day =
    nth > 0
      ? addTo(weekdayFrom(weekday, first), { days: (nth - 1) * 7 })
      : addTo(weekdayFrom(weekday, addTo(monthEnd(first), { days: -6 })), { days: (nth + 1) * 7 });
  return partsOf(day).month === month ? day : null;
};

/** A date moved by so many working days (Monday to Friday). */
export const addWorkdays = (date: LocalDate, count: number): LocalDate => {
  const weekday = Math.min(weekdayOf(date), 5);
  const friday = addTo(date, { days: weekday - weekdayOf(date) });
  const all = weekday - 1 + count;
  return addTo(friday, { days: Math.floor(all / 5) * 7 + (all % 5) + 1 - weekday });
};

/**
 * The nth working day of the month that begins on a date, counted from its end if n is
 * negative.
 */
export const nthWorkday = (first: LocalDate, nth: number): LocalDate | null => {
  const day = nth > 0 ? addWorkdays(addTo(first, { days: -1 }), nth) : lastWorkdays(monthEnd(first), -nth);
  return partsOf(day).month === partsOf(first).month ? day : null;
};

const lastWorkdays = (end: LocalDate, count: number): LocalDate => {
  let day = end;
  for (let left = Math.min(count, 23); ; day = addTo(day, { days: -1 })) {
    if (weekdayOf(day) <= 5) left -= 1;
    if (left === 0) return day;
  }
};
