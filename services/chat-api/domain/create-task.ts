import type { Task } from '#contracts/task';
import { applyPatch, type ChangeContext } from './change-task.ts';
import type { Changed, FieldError } from './decision.ts';
import { toDueDate } from './due.ts';
import { remindersOfNext } from './reminders-of-next.ts';
import type { NewTask } from './task-input.ts';

/** Who gets the task, its id, and when. */
export interface CreateContext extends ChangeContext {
  id: string;
  user: { id: string; time_zone: string };
}

const created = (task: Task): Changed => ({
  kind: 'changed',
  task,
  lifecycle: { type: 'task.created', changed_fields: [], changes: {} },
});

const blankTask = ({ id, now, user }: CreateContext, title: string): Task => ({
  id,
  user_id: user.id,
  title,
  description: null,
  status: 'TODO',
  priority: 'MEDIUM',
  due_date: null,
  due_local: null,
  time_zone: user.time_zone,
  recurrence: null,
  recurrence_mode: 'schedule',
  series_id: null,
  occurrence_index: 0,
  series_anchor: null,
  series_date: null,
  tags: [],
  reminders: null,
  version: 1,
  created_at: now,
  updated_at: now,
  completed_at: null,
});

/** Creates a task; a recurring one is the first of its series. */
export const createTask = (input: NewTask, context: CreateContext): Changed | { kind: 'invalid'; errors: FieldError[] } => {
  const task = applyPatch(blankTask(context, input.title), input, context);
  return Array.isArray(task) ? { kind: 'invalid', errors: task } : created(task);
};

/** The next instance of a series: the same task, open again, at another time. */
export const createNextInstance = (previous: Task, due_local: string, context: Pick<CreateContext, 'id' | 'now'>): Changed =>
  created({
    ...previous,
    id: context.id,
    status: 'TODO',
    due_local,
    due_date: toDueDate(due_local, previous.time_zone),
    series_date: due_local.slice(0, 10),
    occurrence_index: previous.occurrence_index + 1,
    reminders: remindersOfNext(previous),
    version: 1,
    created_at: context.now,
    updated_at: context.now,
    completed_at: null,
  });

/**
 * Restores a deleted task as a new one, because for every consumer the old id is deleted
 * for good.
 */
export const recreateTask = (deleted: Task, { id, now }: Pick<CreateContext, 'id' | 'now'>): Changed =>
  created({ ...deleted, id, version: 1, created_at: now, updated_at: now });
