import type { Task, TaskChanges } from '#contracts/task';

/** What one commit did to a task: exactly one event of the task-events topic. */
export interface Lifecycle {
  type: 'task.created' | 'task.updated' | 'task.completed' | 'task.deleted';
  changed_fields: (keyof TaskChanges)[];
  changes: TaskChanges;
}

/** A field that cannot take the value that the caller wants. */
export interface FieldError {
  field: string;
  message: string;
}

/** The task after the change, and what happened to it. */
export interface Changed {
  kind: 'changed';
  task: Task;
  lifecycle: Lifecycle;
}

/** The result of a requested change. */
export type Decision = Changed | { kind: 'unchanged'; task: Task } | { kind: 'invalid'; errors: FieldError[] };

/** The fields of a task that changes announce. */
export const announcedFields = [
  'title',
  'description',
  'status',
  'priority',
  'due_date',
  'due_local',
  'time_zone',
  'recurrence',
  'recurrence_mode',
  'series_id',
  'occurrence_index',
  'series_anchor',
  'tags',
  'reminders',
  'completed_at',
] as const satisfies (keyof TaskChanges)[];

/** The content of a task, without ids and counters. */
export const contentFields = [...announcedFields, 'series_date'] as const satisfies (keyof Task)[];

type Changes<Field extends string> = { [F in Field]?: { old: unknown; new: unknown } };

const diff = <Field extends keyof Task>(fields: readonly Field[], before: Task, after: Task): Changes<Field> => {
  const differing = fields.filter((field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null));
  return Object.fromEntries(differing.map((field) => [field, { old: before[field] ?? null, new: after[field] ?? null }])) as Changes<Field>;
};

/** The announced fields in which two states of a task differ, with old and new values. */
export const diffTasks = (before: Task, after: Task): TaskChanges => diff(announcedFields, before, after);

/** Changes of a task's content. */
export type ContentChanges = Changes<(typeof contentFields)[number]>;

/** All content in which two states of a task differ. */
export const diffContents = (before: Task, after: Task): ContentChanges => diff(contentFields, before, after);
