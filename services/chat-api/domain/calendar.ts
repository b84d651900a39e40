import { addDays, startOfDay, toLocalDate } from './due.ts';

/** A local date, and the instant at which it begins. */
export interface Day {
  date: string;
  start: string;
}

/**
 * The days that divide a person's tasks; `next_week` begins on a Monday, but not before the
 * day after tomorrow.
 */
export interface Calendar {
  now: string;
  today: string;
  tomorrow: Day;
  after_tomorrow: Day;
  next_week: Day;
}

const dayOf = (date: string, time_zone: string): Day => ({ date, start: startOfDay(date, time_zone) });

const laterOf = (a: string, b: string): string => (a > b ? a : b);

/** The calendar of a person at an instant. */
export const calendarAt = (now: string, time_zone: string): Calendar => {
  const today = toLocalDate(now, time_zone);
  const after_tomorrow = addDays(today, 2);
  const next_week = laterOf(addDays(today, 8 - Temporal.PlainDate.from(today).dayOfWeek), after_tomorrow);
  return {
    now,
    today,
    tomorrow: dayOf(addDays(today, 1), time_zone),
    after_tomorrow: dayOf(after_tomorrow, time_zone),
    next_week: dayOf(next_week, time_zone),
  };
};
