import type { Task } from '#contracts/task';
import { toSequence } from '#contracts/envelope';
import { taskCompleted, taskCreated, taskDeleted, taskReminder, taskUpdated } from '#contracts/events/index';
import { newId } from '#platform/ids';
import { makeEvent } from '../../../test/helpers/events.ts';

const base = (user_id: string): Task => ({
  id: newId(), user_id, title: 'buy milk', description: null, status: 'TODO', priority: 'MEDIUM', due_date: '2026-11-22T08:00:00.000Z',
  due_local: '2026-11-22T09:00', time_zone: 'Europe/Berlin', recurrence: null, recurrence_mode: 'schedule', series_id: null, occurrence_index: 0,
  series_anchor: null, tags: [], reminders: null, version: 1, created_at: '2026-11-20T10:00:00.000Z', updated_at: '2026-11-20T10:00:00.000Z', completed_at: null,
});

type More = { time?: string; id?: string };

/** A task of a user. */
export const makeTask = (user_id: string, more: Partial<Task> = {}): Task => ({ ...base(user_id), ...more });

const attributes = ({ user_id }: Task, version: number, more: More) => ({ partitionkey: user_id, sequence: toSequence(version), ...more });

/** Its creation. */
export const created = (task: Task, more: More = {}) => makeEvent(taskCreated, { task_id: task.id, task }, attributes(task, 1, more));

/** A change of some of its fields. */
export const updated = (task: Task, version: number, fields: Partial<Task>, more: More = {}) => {
  const changes = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { old: task[name as keyof Task], new: value }]));
  return makeEvent(taskUpdated, { task_id: task.id, changed_fields: Object.keys(fields), changes }, attributes(task, version, more));
};

/** Its completion. */
export const completed = (task: Task, version: number, more: More = {}) =>
  makeEvent(taskCompleted, { task_id: task.id, task: { ...task, status: 'DONE', version } }, attributes(task, version, more));

/** Its deletion. */
export const deleted = (task: Task, version: number, more: More = {}) => makeEvent(taskDeleted, { task_id: task.id }, attributes(task, version, more));

/** One of its reminders. */
export const reminded = (task: Task, more: More = {}) =>
  makeEvent(
    taskReminder,
    { task_id: task.id, title: task.title, due_at: task.due_date!, remind_at: '2026-11-22T07:00:00.000Z', reminder_type: '1_hour_before', late_seconds: 0, collapsed: 0 },
    { partitionkey: task.user_id, ...more },
  );
