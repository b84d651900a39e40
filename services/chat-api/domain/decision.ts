import type { Task, TaskChanges } from '#contracts/task';

/** What one commit did to a task: exactly one event of the task-events topic. */
export interface Lifecycle {
  type: 'task.created' | 'task.updated' | 'task.completed' | 'task.deleted';
  changed_fields: (keyof TaskChanges)[];
  changes: TaskChanges;
}

/** A field that cannot be as the caller wants it. */
export interface FieldError {
  field: string;
  message: string;
}

/** The task as it will be, and what happened to it. */
export interface Changed {
  kind: 'changed';
  task: Task;
  lifecycle: Lifecycle;
}

/** What became of a wish. */
export type Decision = Changed | { kind: 'unchanged'; task: Task } | { kind: 'invalid'; errors: FieldError[] };

/** What of a task a change announces, field by field. */
const announcedFields = [
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

/** What a task consists of, beside its names and counters. */
export const contentFields = [...announcedFields, 'series_date'] as const satisfies (keyof Task)[];

type Changes<Field extends string> = { [F in Field]?: { old: unknown; new: unknown } };

const diff = <Field extends keyof Task>(fields: readonly Field[], before: Task, after: Task): Changes<Field> => {
  const differing = fields.filter((field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null));
  return Object.fromEntries(differing.map((field) => [field, { old: before[field] ?? null, new: after[field] ?? null }])) as Changes<Field>;
};

/** The fields in which two states of a task differ, each with its old and new value, as far as events name them. */
export const diffTasks = (before: Task, after: Task): TaskChanges => diff(announcedFields, before, after);

/** Changes of all that a task consists of. */
export type ContentChanges = Changes<(typeof contentFields)[number]>;

/** All in which two states of a task differ. */
export const diffContents = (before: Task, after: Task): ContentChanges => diff(contentFields, before, after);
