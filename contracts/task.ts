import { z } from 'zod';
import { byFieldOf, code } from './codes.ts';
import { exampleIds, openTask } from './examples.ts';
import { taskLimits } from './task-limits.ts';

export const taskStatus = z.enum(['TODO', 'IN_PROGRESS', 'DONE']);
export const taskPriority = z.enum(['HIGH', 'MEDIUM', 'LOW']);
export const recurrenceMode = z.enum(['schedule', 'completion']);

/** A local date (`2026-11-22`, an all-day task) or a local date-time (`2026-11-22T09:00`). */
export const dueLocal = code(
  z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/, 'must be a date (2026-11-22) or a date-time (2026-11-22T09:00)'),
);

/** A reminder: minutes before the due time, or an instant of its own. */
export const reminder = z.union([
  z.object({ minutes_before: z.int().min(0).max(60 * 24 * 365) }),
  z.object({ at: z.iso.datetime({ offset: true }) }),
]);
export type Reminder = z.infer<typeof reminder>;

/** The id of a task, and that of its user. */
export const taskId = z.uuid().meta({ examples: [exampleIds.task] });
export const userId = z.uuid().meta({ examples: [exampleIds.user] });

/** A task as REST, events and SQL all name its fields. */
export const task = z.object({
  id: z.uuid(),
  user_id: z.uuid(),
  title: z.string().min(1).max(taskLimits.title),
  description: z.string().max(taskLimits.description).nullable(),
  status: taskStatus,
  priority: taskPriority,
  due_date: z.iso.datetime().nullable().describe('the instant at which the task is due, UTC'),
  due_local: dueLocal.nullable().describe('what the person said: a date for an all-day task, else a date-time'),
  time_zone: code(z.string().describe('IANA zone in which due_local is meant')),
  recurrence: code(z.string()).nullable().describe('RFC 5545 RRULE, such as FREQ=WEEKLY;BYDAY=MO'),
  recurrence_mode: recurrenceMode.describe('the next instance counts from the schedule or from the completion'),
  series_id: z.uuid().nullable().describe('shared by all instances of a recurring task'),
  occurrence_index: z.int().min(0).describe('0 for the first instance of a series'),
  series_anchor: dueLocal.nullable().describe('the local date from which the rule counts'),
  series_date: z.iso.date().nullable().optional().describe('the local date of the series that this instance stands for, though it may have been moved'),
  tags: z.array(z.string().min(1).max(taskLimits.tag)).max(taskLimits.tags),
  reminders: z.array(reminder).max(taskLimits.reminders).nullable().describe('null: one day before, one hour before and at the due time; for a date only at 9:00 of the day before and of that day'),
  version: z.int().min(1).describe('grows by one with each change'),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  completed_at: z.iso.datetime().nullable(),
}).meta({ examples: [openTask] });
export type Task = z.infer<typeof task>;

/**
 * The fields a change can name, each with its old and new value; fields added after the
 * first release are in the task only.
 */
export const taskChanges = byFieldOf(
  z.partialRecord(
    task.omit({ series_date: true, id: true, user_id: true, version: true, created_at: true, updated_at: true }).keyof(),
    z.object({ old: z.unknown(), new: z.unknown() }),
  ).meta({ examples: [{ title: { old: 'Water plants', new: openTask.title } }] }),
  task,
);
export type TaskChanges = z.infer<typeof taskChanges>;
