import type { Task } from '#contracts/task';
import { diffTasks, type Changed, type Decision, type FieldError, type Lifecycle } from './decision.ts';
import { toDueDate } from './due.ts';
import { everRecurs, skippedTo } from './next-occurrence.ts';
import { acceptedRules } from './recurrence-rule.ts';
import { remindersOfNext } from './reminders-of-next.ts';
import { resolveDue } from './task-due.ts';
import type { TaskPatch } from './task-input.ts';

/** The current time, and an id in case the change begins a series. */
export interface ChangeContext {
  now: string;
  series_id: string;
}

type Series = Pick<Task, 'series_id' | 'occurrence_index' | 'series_anchor' | 'series_date'>;

const noSeries: Series = { series_id: null, occurrence_index: 0, series_anchor: null, series_date: null };

const checkRecurrence = ({ recurrence, due_local, time_zone }: Task, isNew: boolean): FieldError[] => {
  if (recurrence === null) return [];
  if (due_local === null) return [{ field: 'recurrence', message: 'needs a due date: send due_local or due_date too' }];
  if (!isNew || everRecurs(recurrence, due_local, time_zone)) return [];
  return [{ field: 'recurrence', message: `has no date from ${due_local} on; ${acceptedRules}` }];
};

/**
 * A new rule counts from this instance; a new day moves only this instance, and the series
 * keeps its own dates.
 */
const seriesOf = (task: Task, before: Task, series_id: string): Series => {
  if (task.recurrence === null) return noSeries;
  if (task.recurrence === before.recurrence && before.series_id !== null) return before;
  const begin = { series_anchor: task.due_local, series_date: task.due_local?.slice(0, 10) ?? null };
  return before.series_id === null ? { series_id, occurrence_index: 0, ...begin } : { ...before, ...begin };
};

const completedAt = (task: Task, now: string): string | null => (task.status === 'DONE' ? (task.completed_at ?? now) : null);

const withoutUndefined = (patch: TaskPatch): Partial<Task> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));

/** Applies a patch to the fields themselves, before any version is counted. */
export const applyPatch = (before: Task, patch: TaskPatch, { now, series_id }: ChangeContext): Task | FieldError[] => {
  const due = resolveDue(patch, before);
  if ('field' in due) return [due];
  const { due_date, due_local, time_zone } = due;
  const merged: Task = { ...before, ...withoutUndefined(patch), due_date, due_local, time_zone };
  const errors = checkRecurrence(merged, merged.recurrence !== before.recurrence);
  if (errors.length > 0) return errors;
  const { series_anchor, series_date, occurrence_index, series_id: series } = seriesOf(merged, before, series_id);
  const tags = [...new Set(merged.tags)];
  return { ...merged, tags, series_id: series, occurrence_index, series_anchor, series_date, completed_at: completedAt(merged, now) };
};

const lifecycleOf = (before: Task, after: Task): Lifecycle => {
  const changes = diffTasks(before, after);
  const finished = before.status !== 'DONE' && after.status === 'DONE';
  return {
    type: finished ? 'task.completed' : 'task.updated',
    changed_fields: Object.keys(changes) as Lifecycle['changed_fields'],
    changes,
  };
};

/** Changes a task; setting DONE, even among other fields, is the one event task.completed. */
export const changeTask = (before: Task, patch: TaskPatch, context: ChangeContext): Decision => {
  const after = applyPatch(before, patch, context);
  if (Array.isArray(after)) return { kind: 'invalid', errors: after };
  const lifecycle = lifecycleOf(before, after);
  if (lifecycle.changed_fields.length === 0) return { kind: 'unchanged', task: before };
  return { kind: 'changed', task: { ...after, version: before.version + 1, updated_at: context.now }, lifecycle };
};

/** Finishes a task; a finished one stays as it is. */
export const completeTask = (task: Task, context: ChangeContext): Decision => changeTask(task, { status: 'DONE' }, context);

/** Reopens a finished task; an open one stays as it is. */
export const reopenTask = (task: Task, context: ChangeContext): Decision =>
  task.status === 'DONE' ? changeTask(task, { status: 'TODO' }, context) : { kind: 'unchanged', task };

/**
 * Skips this date of a series and those until a day: the instance moves to the next date,
 * and stands for that one from now on.
 */
export const skipOccurrence = (before: Task, until: string | null, now: string): Decision => {
  const due_local = skippedTo(before, until, now);
  if (due_local === null) return { kind: 'invalid', errors: [{ field: 'recurrence', message: 'has no date after this one' }] };
  const after: Task = { ...before, due_local, due_date: toDueDate(due_local, before.time_zone), series_date: due_local.slice(0, 10), reminders: remindersOfNext(before) };
  return { kind: 'changed', task: { ...after, version: before.version + 1, updated_at: now }, lifecycle: lifecycleOf(before, after) };
};

/** Restores a task to its state before a change. */
export const restoreTask = (current: Task, before: Task, now: string): Changed => ({
  kind: 'changed',
  task: { ...before, version: current.version + 1, updated_at: now },
  lifecycle: lifecycleOf(current, before),
});

/** The last state of a deleted task. */
export const deleteTask = (task: Task, now: string): Changed => ({
  kind: 'changed',
  task: { ...task, version: task.version + 1, updated_at: now },
  lifecycle: { type: 'task.deleted', changed_fields: [], changes: {} },
});
