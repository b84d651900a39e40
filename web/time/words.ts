import { addDays, toLocal } from './zone.ts';
import type { Now } from './day.ts';

/** What the words are made from: a task's time. */
export interface Due {
  due_local: string | null;
  due_date: string | null;
  time_zone: string;
}

const shown = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
const withYear = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const weekdayOnly = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });

const asDate = (date: string): Date => new Date(`${date}T00:00Z`);

/** A date as one says it: `Today`, `Tomorrow`, `Yesterday`, the weekday within six days, else `Fri 4 Dec`, the year where it is another. */
export const dayWords = (date: string, { today, tomorrow }: Pick<Now, 'today' | 'tomorrow'>): string => {
  if (date === today) return 'Today';
  if (date === tomorrow) return 'Tomorrow';
  if (date === addDays(today, -1)) return 'Yesterday';
  if (date > today && date <= addDays(today, 6)) return weekdayOnly.format(asDate(date));
  return (date.slice(0, 4) === today.slice(0, 4) ? shown : withYear).format(asDate(date)).replaceAll(',', '');
};

/** A date with its weekday, `Thu 26 Nov`. */
export const dateWords = (date: string): string => shown.format(asDate(date)).replaceAll(',', '');

/** An instant as one says it, `Tomorrow 09:00`. */
export const instantWords = (instant: string, now: Now): string => {
  const local = toLocal(Date.parse(instant), now.zone);
  return `${dayWords(local.slice(0, 10), now)} ${local.slice(11)}`;
};

const city = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** The local date and time of a task where the person is; a whole day is that day everywhere. */
export const localDue = ({ due_local, due_date }: Due, zone: string): { date: string; time: string | null } | null => {
  if (due_local === null || due_date === null) return null;
  if (!due_local.includes('T')) return { date: due_local, time: null };
  const local = toLocal(Date.parse(due_date), zone);
  return { date: local.slice(0, 10), time: local.slice(11) };
};

/** The time on the clock of a task's own zone, where that differs from the person's: `18:00 in Tokyo`. */
export const foreignTime = ({ due_local, due_date, time_zone }: Due, zone: string): string | null => {
  if (due_local === null || due_date === null || !due_local.includes('T') || time_zone === zone) return null;
  return toLocal(Date.parse(due_date), zone) === due_local ? null : `${due_local.slice(11)} in ${city(time_zone)}`;
};

/** When a task is due, in a person's words; null where it has no date. */
export const dueWords = (due: Due, now: Now): string | null => {
  const local = localDue(due, now.zone);
  if (local === null) return null;
  const foreign = foreignTime(due, now.zone);
  return [dayWords(local.date, now), local.time, foreign && `(${foreign})`].filter(Boolean).join(' ');
};
