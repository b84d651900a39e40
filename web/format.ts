import type { Task } from './types.ts';

const day = (local: string): string =>
  new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${local.slice(0, 10)}T00:00Z`),
  );

const moment = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone }).format(
    new Date(instant),
  );

/** When a task is due, on the clock of its own zone, and which zone that is. */
export const dueText = ({ due_local, due_date, time_zone }: Task): string | null => {
  if (due_local === null || due_date === null) return null;
  return `${due_local.includes('T') ? moment(due_date, time_zone) : day(due_local)} (${time_zone.replaceAll('_', ' ')})`;
};

const dateIn = (timeZone: string, now: number): string =>
  new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(now);

/** Whether a task's time is over and it is not done; a task of a whole day has until that day ends in its zone. */
export const isOverdue = ({ due_local, due_date, time_zone, status }: Task, now: number): boolean => {
  if (due_local === null || due_date === null || status === 'DONE') return false;
  return due_local.includes('T') ? Date.parse(due_date) < now : due_local < dateIn(time_zone, now);
};

/** An instant as the reader's clock shows it. */
export const timeText = (instant: string): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(instant));
