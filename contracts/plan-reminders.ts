import type { z } from 'zod';
import type { taskReminder } from './events/task-reminder.ts';
import { morning } from './morning.ts';
import type { Reminder, Task } from './task.ts';

/** The fields of a task that its reminders depend on. */
export type RemindedTask = Pick<Task, 'status' | 'due_date' | 'due_local' | 'time_zone' | 'reminders'>;

/** A reminder to be sent. */
export interface PlannedReminder {
  remind_at: Date;
  reminder_type: z.infer<(typeof taskReminder)['data']>['reminder_type'];
  /**
   * Minutes before the due time, 0 at the time itself; null for a reminder with an instant
   * of its own.
   */
  minutes_before: number | null;
}

/** Instants in this file are epoch milliseconds. */
type Due = Pick<RemindedTask, 'due_local' | 'time_zone'> & { due: number };

const minuteMs = 60_000;
const dayMinutes = 24 * 60;

const inZone = (wall: Temporal.PlainDateTime, zone: string): number => wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;

const wallAt = (instant: number, zone: string): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();

/**
 * The local time as the person gave it, moved where the clock skips it. When it does not
 * match the instant, the instant wins.
 */
const wallOf = ({ due, due_local, time_zone }: Due): Temporal.PlainDateTime => {
  const read = wallAt(due, time_zone);
  if (due_local === null) return read;
  const said = Temporal.PlainDateTime.from(due_local.includes('T') ? due_local : `${due_local}T${morning}`);
  const seconds = due - inZone(said, time_zone);
  return seconds >= 0 && seconds < minuteMs ? said.add({ milliseconds: seconds }) : read;
};

/**
 * Whole days are calendar days, so the time of day stays the same; anything else is elapsed
 * time.
 */
const before = (due: Due, minutes: number): number =>
  minutes > 0 && minutes % dayMinutes === 0
    ? inZone(wallOf(due).subtract({ days: minutes / dayMinutes }), due.time_zone)
    : due.due - minutes * minuteMs;

const namesOf: Record<number, PlannedReminder['reminder_type']> = { [dayMinutes]: '1_day_before', 60: '1_hour_before' };

/** For an all-day task: that morning, and the morning before. */
const usualMinutes = ({ due_local }: Due): number[] => (due_local?.includes('T') === false ? [dayMinutes, 0] : [dayMinutes, 60, 0]);

const byDefault = (due: Due): PlannedReminder[] =>
  usualMinutes(due).map((minutes_before) => ({
    remind_at: new Date(before(due, minutes_before)),
    reminder_type: namesOf[minutes_before] ?? 'custom',
    minutes_before,
  }));

const askedFor = (reminder: Reminder, due: Due | null): PlannedReminder[] => {
  if ('at' in reminder) return [{ remind_at: new Date(reminder.at), reminder_type: 'custom', minutes_before: null }];
  const { minutes_before } = reminder;
  return due === null ? [] : [{ remind_at: new Date(before(due, minutes_before)), reminder_type: 'custom', minutes_before }];
};

const custom = (reminders: Reminder[], due: Due | null): PlannedReminder[] => {
  const byInstant = new Map(reminders.flatMap((reminder) => askedFor(reminder, due)).map((planned) => [planned.remind_at.getTime(), planned]));
  return [...byInstant.values()].toSorted((a, b) => a.remind_at.getTime() - b.remind_at.getTime());
};

/**
 * All reminders of an open task in order, past ones included; a finished task has none. By
 * default a task is reminded a day before, an hour before and at its time; an all-day task
 * in the morning of the day before and of the day itself.
 */
export const planReminders = ({ status, due_date, due_local, time_zone, reminders }: RemindedTask): PlannedReminder[] => {
  if (status === 'DONE') return [];
  const due = due_date === null ? null : { due: Date.parse(due_date), due_local, time_zone };
  if (reminders === null) return due === null ? [] : byDefault(due);
  return custom(reminders, due);
};

/** When a task's next reminder comes, ISO, or null. */
export const nextReminderAt = (task: RemindedTask, now: string): string | null =>
  planReminders(task).find(({ remind_at }) => remind_at.getTime() > Date.parse(now))?.remind_at.toISOString() ?? null;
