import { z } from 'zod';
import { instantInput, storableText } from '#contracts/inputs';
import { dueLocal, recurrenceMode, reminder, taskPriority, taskStatus } from '#contracts/task';
import { taskLimits } from '#contracts/task-limits';
import { isDueLocal, isTimeZone } from './due.ts';
import { acceptedRules, normaliseRule } from './recurrence-rule.ts';

const text = (max: number) => storableText.max(max);

/** Format characters, such as joiners and marks of direction, show nothing by themselves. */
const shows = /[^\s\p{Cf}]/u;

const notBlank = (max: number) => text(max).trim().refine((value) => shows.test(value), 'must not be blank');

/** A title as a person may write it. */
export const titleInput = notBlank(taskLimits.title);

/** The name of an IANA time zone. */
export const timeZoneInput = z.string().refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin');

const dueLocalInput = dueLocal.refine(isDueLocal, 'must be a date that the calendar has');

const recurrenceInput = z.string().max(200).transform((value, context) => {
  const rule = normaliseRule(value);
  if (rule !== null) return rule;
  context.addIssue({ code: 'custom', message: `is not a recurrence rule: ${acceptedRules}` });
  return z.NEVER;
});

const tagInput = notBlank(taskLimits.tag);

const fields = {
  title: titleInput,
  description: text(taskLimits.description).nullable(),
  status: taskStatus,
  priority: taskPriority,
  due_date: instantInput.nullable(),
  due_local: dueLocalInput.nullable(),
  time_zone: timeZoneInput,
  recurrence: recurrenceInput.nullable(),
  recurrence_mode: recurrenceMode,
  tags: z.array(tagInput).max(taskLimits.tags),
  reminders: z.array(reminder).max(taskLimits.reminders).nullable(),
};

/** What a person may say about a task that exists. */
export const taskPatch = z.strictObject(fields).partial();
export type TaskPatch = z.infer<typeof taskPatch>;

/** What a person says about a new task. */
export const newTask = taskPatch.extend({ title: titleInput });
export type NewTask = z.infer<typeof newTask>;
