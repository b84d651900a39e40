import { addDays, toLocal } from './zone.ts';
import type { Now } from './day.ts';

/** The times of a task that the words are made from. */
export interface Due {
  due_local: string | null;
  due_date: string | null;
  time_zone: string;
}

const shown = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
const withYear = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const weekdayOnly = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });

const asDate = (date: string): Date => new Date(`${date}T00:00Z`);

/**
 * A date as people say it: `Today`, `Tomorrow`, `Yesterday`, the weekday within six days,
 * else `Fri 4 Dec`, with the year if it is another.
 */
export const dayWords = (date: string, { today, tomorrow }: Pick<Now, 'today' | 'tomorrow'>): string => {
  if (date === today) return 'Today';
  if (date === tomorrow) return 'Tomorrow';
  if (date === addDays(today, -1)) return 'Yesterday';
  if (date > today && date <= addDays(today, 6)) return weekdayOnly.format(asDate(date));
  return (date.slice(0, 4) === today.slice(0, 4) ? shown : withYear).format(asDate(date)).replaceAll(',', '');
};

/** A date with its weekday, `Thu 26 Nov`. */
export const dateWords = (date: string): string => shown.format(asDate(date)).replaceAll(',', '');

/** An instant as people say it, `Tomorrow 09:00`. */
export const instantWords = (instant: string, now: Now): string => {
  const local = toLocal(Date.parse(instant), now.zone);
  return `${dayWords(local.slice(0, 10), now)} ${local.slice(11)}`;
};

const city = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** The date and time of a task in the person's zone; a whole day is the same day everywhere. */
export const localDue = ({ due_local, due_date }: Due, zone: string): { date: string; time: string | null } | null => {
  if (due_local === null || due_date === null) return null;
  if (!due_local.includes('T')) return { date: due_local, time: null };
  const local = toLocal(Date.parse(due_date), zone);
  return { date: local.slice(0, 10), time: local.slice(11) };
};

/** The time in a task's own zone, if that differs from the person's: `18:00 in Tokyo`. */
export const foreignTime = ({ due_local, due_date, time_zone }: Due, zone: string): string | null => {
  if (due_local === null || due_date === null || !due_local.includes('T') || time_zone === zone) return null;
  return toLocal(Date.parse(due_date), zone) === due_local ? null : `${due_local.slice(11)} in ${city(time_zone)}`;
};

/** When a task is due, as people say it; null if it has no date. */
export const dueWords = (due: Due, now: Now): string | null => {
  const local = localDue(due, now.zone);
  if (local === null) return null;
  const foreign = foreignTime(due, now.zone);
  return [dayWords(local.date, now), local.time, foreign && `(${foreign})`].filter(Boolean).join(' ');
};
