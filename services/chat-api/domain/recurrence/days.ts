/** Days as numbers since 1970-01-01, so that no calendar is needed to count them. */

const dayMs = 86_400_000;

/** The number of a local date, or of the day of a local date-time. */
export const dayOf = (local: string): number => Date.parse(`${local.slice(0, 10)}T00:00Z`) / dayMs;

/** The local date of a number. */
export const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** 0 is Monday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The months since year 0 of a day. */
export const monthOf = (day: number): number => {
  const date = new Date(day * dayMs);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

/** The day on which a month begins. */
export const monthStart = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12) / dayMs;

/** The last day that this system knows: the end of 2199. */
export const lastDay = dayOf('2199-12-31');
