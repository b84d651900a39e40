import type { Task } from '#contracts/task';
import { isAllDay, toDueLocal } from './due.ts';
import { ruleFrom } from './recurrence-rule.ts';

const asWall = (local: string): Date => new Date(isAllDay(local) ? `${local}T00:00Z` : `${local}Z`);

const asLocal = (wall: Date, allDay: boolean): string => wall.toISOString().slice(0, allDay ? 10 : 16);

const nextAfter = (rule: ReturnType<typeof ruleFrom>, moment: Date, like: string): string | null => {
  const next = rule.after(moment, false);
  return next === null ? null : asLocal(next, isAllDay(like));
};

const countOf = (rule: string): number => Number(/COUNT=(\d+)/.exec(rule)?.[1] ?? Infinity);

/** What the next instance of a series is counted from. */
export type RecurringTask = Pick<
  Task,
  'due_local' | 'time_zone' | 'recurrence' | 'recurrence_mode' | 'series_anchor' | 'occurrence_index' | 'completed_at'
>;

/** The day of completion at the time of day that the task is due. */
const dueOnCompletion = (completed_local: string, due: Date): Date =>
  new Date(`${completed_local.slice(0, 10)}T${due.toISOString().slice(11)}`);

/** The moment after which a schedule goes on: an all-day task may still come up on the day of completion. */
const scheduleFloor = (completed_local: string, due: Date, allDay: boolean): Date => {
  const completed = allDay ? asWall(completed_local.slice(0, 10)).getTime() - 1 : asWall(completed_local).getTime();
  return new Date(Math.max(due.getTime(), completed));
};

/**
 * The local due time of the instance after this one, or null where the series ends. By schedule it is the first date of the rule after
 * both the due time and the completion, so a late completion never yields a task that is overdue at birth; else the rule counts anew
 * from the day of completion.
 */
export const nextDueLocal = (task: RecurringTask, now: string): string | null => {
  if (task.recurrence === null || task.due_local === null || task.series_anchor === null) return null;
  const { due_local, recurrence, series_anchor } = task;
  const due = asWall(due_local);
  const completed = toDueLocal(task.completed_at ?? now, task.time_zone);
  if (task.recurrence_mode === 'schedule') {
    return nextAfter(ruleFrom(recurrence, asWall(series_anchor)), scheduleFloor(completed, due, isAllDay(due_local)), due_local);
  }
  if (task.occurrence_index + 1 >= countOf(recurrence)) return null;
  const anchor = dueOnCompletion(completed, due);
  return nextAfter(ruleFrom(recurrence, anchor, { COUNT: null }), anchor, due_local);
};

/** The next local due times of a series as its schedule has them, from the present instance on. */
export const upcomingDueLocals = (task: RecurringTask, count: number): string[] => {
  if (task.recurrence === null || task.due_local === null || task.series_anchor === null) return [];
  const rule = ruleFrom(task.recurrence, asWall(task.series_anchor));
  const upcoming = [task.due_local];
  while (upcoming.length < count) {
    const next = nextAfter(rule, asWall(upcoming.at(-1)!), task.due_local);
    if (next === null) break;
    upcoming.push(next);
  }
  return upcoming;
};

/** Whether a rule yields any date after its anchor. */
export const everRecurs = (recurrence: string, anchor: string): boolean =>
  ruleFrom(recurrence, asWall(anchor), { COUNT: null }).after(asWall(anchor), false) !== null;
