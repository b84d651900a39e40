import { addDays, toInstant, toLocal, weekday } from './zone.ts';

/** The bounds that sort tasks into the days of a person's zone. */
export interface Now {
  /** ISO. */
  instant: string;
  zone: string;
  today: string;
  tomorrow: string;
  afterTomorrow: string;
  /** The first day of next week; weeks begin on Monday. */
  nextWeek: string;
  /** When these days begin, ISO. */
  starts: { tomorrow: string; afterTomorrow: string; nextWeek: string };
}

/** The bounds at an instant, ms. */
export const nowIn = (zone: string, instant: number): Now => {
  const today = toLocal(instant, zone).slice(0, 10);
  const [tomorrow, afterTomorrow] = [addDays(today, 1), addDays(today, 2)];
  const nextWeek = addDays(today, 7 - weekday(today));
  const start = (date: string): string => toInstant(`${date}T00:00`, zone);
  return {
    instant: new Date(instant).toISOString(),
    zone, today, tomorrow, afterTomorrow, nextWeek,
    starts: { tomorrow: start(tomorrow), afterTomorrow: start(afterTomorrow), nextWeek: start(nextWeek) },
  };
};
