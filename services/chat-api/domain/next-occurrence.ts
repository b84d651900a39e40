import type { Task } from '#contracts/task';
import { addDays, isAllDay, toDueLocal } from './due.ts';
import { expand, type Series } from './recurrence/expand.ts';

const timeOf = (local: string): string => local.slice(10);

const laterOf = (a: string, b: string): string => (a > b ? a : b);

const endless = (recurrence: string): string => recurrence.replace(/;COUNT=\d+/, '');

const countOf = (rule: string): number => Number(/COUNT=(\d+)/.exec(rule)?.[1] ?? Infinity);

/** The basis for the next instance of a series. */
export type RecurringTask = Pick<
  Task,
  'due_local' | 'time_zone' | 'recurrence' | 'recurrence_mode' | 'series_anchor' | 'series_date' | 'occurrence_index' | 'completed_at'
>;

type Recurring = RecurringTask & { due_local: string; recurrence: string; series_anchor: string };

const isRecurring = (task: RecurringTask): task is Recurring => task.recurrence !== null && task.due_local !== null && task.series_anchor !== null;

/**
 * By schedule the rule counts from the series' own first date; the time of day is the one
 * of this instance.
 */
const scheduled = ({ recurrence, series_anchor, due_local, time_zone }: Recurring): Series => ({
  recurrence,
  anchor: `${series_anchor.slice(0, 10)}${timeOf(due_local)}`,
  time_zone,
});

/** By completion, the rule starts again from the day of completion, at the task's time of day. */
const fromCompletion = ({ recurrence, due_local, time_zone }: Recurring, completed: string): Series => ({
  recurrence: endless(recurrence),
  anchor: `${completed.slice(0, 10)}${timeOf(due_local)}`,
  time_zone,
});

/**
 * The local time after which a schedule continues: the date that this instance stands for,
 * however it was moved, and its completion. An all-day task may still come up on the day of
 * completion.
 */
const floorOf = ({ series_date, due_local }: Recurring, completed: string): string => {
  const own = `${(series_date ?? due_local).slice(0, 10)}${timeOf(due_local)}`;
  return laterOf(own, isAllDay(due_local) ? addDays(completed.slice(0, 10), -1) : completed);
};

/** The dates after this instance, done at a local time; the day to which it was moved is taken. */
const following = function* (task: Recurring, completed: string): Generator<string> {
  const byCompletion = task.recurrence_mode === 'completion';
  const series = byCompletion ? fromCompletion(task, completed) : scheduled(task);
  const floor = byCompletion ? series.anchor : floorOf(task, completed);
  for (const date of expand(series, floor)) if (date > floor && date !== task.due_local) yield date;
};

/** How many instances may follow: by completion they are counted, by schedule the dates are. */
const left = ({ recurrence, recurrence_mode, occurrence_index }: Recurring): number =>
  recurrence_mode === 'completion' ? Math.max(0, countOf(recurrence) - occurrence_index - 1) : Infinity;

/**
 * The local due time of the instance after this one, or null if the series ends. By
 * schedule it is the first date of the rule after both this instance's own date and the
 * completion, so that a late completion never creates a task that is already overdue.
 */
export const nextDueLocal = (task: RecurringTask, now: string): string | null => {
  if (!isRecurring(task) || left(task) === 0) return null;
  return following(task, toDueLocal(task.completed_at ?? now, task.time_zone)).next().value ?? null;
};

/** The most dates that are skipped at once. */
const mostSkipped = 400;

/**
 * The local due time that a series has after this instance if all dates until a day are
 * left out; null if it ends.
 */
export const skippedTo = (task: RecurringTask, until: string | null, now: string): string | null => {
  if (!isRecurring(task) || left(task) === 0) return null;
  const present = toDueLocal(now, task.time_zone);
  const from = task.recurrence_mode === 'completion' ? laterOf(task.due_local, present) : present;
  return following(task, from).take(mostSkipped).find((date) => until === null || date.slice(0, 10) > until) ?? null;
};

/**
 * The next local due times of a series from the present instance on, if each is done when
 * it is due.
 */
export const upcomingDueLocals = (task: RecurringTask, count: number): string[] => {
  if (!isRecurring(task)) return [];
  return [task.due_local, ...following(task, task.due_local).take(Math.min(count - 1, left(task)))];
};

/** Whether a rule yields any date from its anchor on. */
export const everRecurs = (recurrence: string, anchor: string, time_zone: string): boolean =>
  expand({ recurrence: endless(recurrence), anchor, time_zone }, anchor).next().done !== true;
