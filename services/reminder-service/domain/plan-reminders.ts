import type { z } from 'zod';
import type { taskReminder } from '#contracts/events/index';
import type { Reminder } from '#contracts/task';
import { isWhole, type KeptFields } from './projection.ts';

/** A reminder as it is to be sent. */
export interface PlannedReminder {
  remind_at: Date;
  reminder_type: z.infer<(typeof taskReminder)['data']>['reminder_type'];
}

/** Instants are epoch milliseconds in here. */
type Due = Pick<KeptFields, 'due_local' | 'time_zone'> & { due: number };

/** The local time at which a date without a time counts as due, as chat-api has it. */
const morning = 'T09:00';
const minuteMs = 60_000;
const dayMinutes = 24 * 60;

const inZone = (wall: Temporal.PlainDateTime, zone: string): number => wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;

const wallAt = (instant: number, zone: string): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();

/** What the person said, which a gap of the clock moves; where it is of another version than the instant, the instant stands. */
const wallOf = ({ due, due_local, time_zone }: Due): Temporal.PlainDateTime => {
  const read = wallAt(due, time_zone);
  if (due_local === null) return read;
  const said = Temporal.PlainDateTime.from(due_local.includes('T') ? due_local : due_local + morning);
  const seconds = due - inZone(said, time_zone);
  return seconds >= 0 && seconds < minuteMs ? said.add({ milliseconds: seconds }) : read;
};

/** Whole days are days of the calendar, so that the time of day stays; anything else is time that passes. */
const before = (due: Due, minutes: number): number =>
  minutes > 0 && minutes % dayMinutes === 0
    ? inZone(wallOf(due).subtract({ days: minutes / dayMinutes }), due.time_zone)
    : due.due - minutes * minuteMs;

const byDefault = (due: Due): PlannedReminder[] => [
  { remind_at: new Date(before(due, dayMinutes)), reminder_type: '1_day_before' },
  { remind_at: new Date(before(due, 60)), reminder_type: '1_hour_before' },
];

const instantOf = (reminder: Reminder, due: Due | null): number[] => {
  if ('at' in reminder) return [Date.parse(reminder.at)];
  return due === null ? [] : [before(due, reminder.minutes_before)];
};

const custom = (reminders: Reminder[], due: Due | null): PlannedReminder[] =>
  [...new Set(reminders.flatMap((reminder) => instantOf(reminder, due)))]
    .toSorted((a, b) => a - b)
    .map((instant) => ({ remind_at: new Date(instant), reminder_type: 'custom' }));

/** All reminders that an open task asks for, past ones included, in order; a finished or half-known task asks for none. */
export const planReminders = (fields: Partial<KeptFields>): PlannedReminder[] => {
  if (!isWhole(fields) || fields.status === 'DONE') return [];
  const { due_date, due_local, time_zone, reminders } = fields;
  const due = due_date === null ? null : { due: Date.parse(due_date), due_local, time_zone };
  if (reminders === null) return due === null ? [] : byDefault(due);
  return custom(reminders, due);
};
