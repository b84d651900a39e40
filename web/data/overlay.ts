import { toInstant } from '../time/zone.ts';
import type { Task } from '../types.ts';
import { touched, type Act, type Entry, type Fields } from './acts.ts';

/** The owner and zone of tasks created here. */
export interface Owner {
  id: string;
  time_zone: string;
}

const due = (task: Task, { due_local = task.due_local, time_zone = task.time_zone }: Fields): string | null =>
  due_local === null ? null : toInstant(due_local, time_zone);

const withFields = (task: Task, fields: Fields, at: string): Task => {
  const status = fields.status ?? task.status;
  return { ...task, ...fields, due_date: due(task, fields), updated_at: at, completed_at: status === 'DONE' ? (task.completed_at ?? at) : null };
};

const made = ({ id, fields }: Extract<Act, { kind: 'create' }>, at: string, owner: Owner): Task =>
  withFields(
    {
      id, user_id: owner.id, title: fields.title, description: null, status: 'TODO', priority: 'MEDIUM', due_date: null, due_local: null,
      time_zone: owner.time_zone, recurrence: null, recurrence_mode: 'schedule', series_id: null, occurrence_index: 0, series_anchor: null,
      tags: [], reminders: null, version: 0, created_at: at, updated_at: at, completed_at: null,
    },
    fields,
    at,
  );

const afterOp = (task: Task, op: 'complete' | 'reopen' | 'delete', at: string): Task | null =>
  op === 'delete' ? null : withFields(task, { status: op === 'complete' ? 'DONE' : 'TODO' }, at);

/** A task after an act that the server has not confirmed yet; null if the act deletes it. */
export const afterAct = (task: Task, act: Act, at: string): Task | null => {
  switch (act.kind) {
    case 'patch':
      return withFields(task, act.fields, at);
    case 'batch':
      return act.change.op === 'update' ? withFields(task, act.change.fields, at) : afterOp(task, act.change.op, at);
    case 'complete':
    case 'reopen':
    case 'delete':
      return afterOp(task, act.kind, at);
    default:
      return task;
  }
};

const applyTo = (tasks: Map<string, Task>, { act, at }: Entry, owner: Owner): void => {
  if (act.kind === 'create') return void tasks.set(act.id, made(act, at, owner));
  for (const id of touched(act)) {
    const task = tasks.get(id);
    const after = task && afterAct(task, act, at);
    if (after === null) tasks.delete(id);
    else if (after) tasks.set(id, after);
  }
};

/**
 * The tasks as they will be once the server has taken the waiting acts; the same map if
 * nothing waits.
 */
export const overlay = (base: ReadonlyMap<string, Task>, waiting: readonly Entry[], owner: Owner): ReadonlyMap<string, Task> => {
  if (!waiting.some(({ act }) => touched(act).length > 0)) return base;
  const tasks = new Map(base);
  for (const entry of waiting) applyTo(tasks, entry, owner);
  return tasks;
};
