import type { Task } from '#contracts/task';
import type { FieldError } from './decision.ts';
import { toDueDate, toDueLocal } from './due.ts';
import type { TaskPatch } from './task-input.ts';

type Due = Pick<Task, 'due_date' | 'due_local' | 'time_zone'>;

const asInstant = (text: string): string => new Date(text).toISOString();

const fromLocal = (due_local: string | null, time_zone: string): Due => ({
  due_local,
  time_zone,
  due_date: due_local === null ? null : toDueDate(due_local, time_zone),
});

const fromInstant = (due_date: string | null, time_zone: string): Due => ({
  due_date: due_date === null ? null : asInstant(due_date),
  time_zone,
  due_local: due_date === null ? null : toDueLocal(due_date, time_zone),
});

const agree = (due_date: string | null, due: Due): boolean =>
  due_date === null || due.due_date === null ? due_date === due.due_date : asInstant(due_date) === due.due_date;

const resolveLocal = (due_local: string | null, due_date: string | null | undefined, zone: string): Due | FieldError => {
  const due = fromLocal(due_local, zone);
  const contradicted = due_date !== undefined && !agree(due_date, due);
  return contradicted ? { field: 'due_date', message: 'says another time than due_local; send one of them' } : due;
};

const saysNothingNew = ({ due_date, due_local, time_zone }: TaskPatch, current: Due): boolean =>
  (due_date === undefined || agree(due_date, current)) &&
  (due_local === undefined || due_local === current.due_local) &&
  (time_zone === undefined || time_zone === current.time_zone);

/**
 * The due fields after a patch: the local time and its instant always say the same; a new
 * zone alone keeps the wall clock.
 */
export const resolveDue = (patch: TaskPatch, current: Due): Due | FieldError => {
  // Also keeps the seconds of an instant, which its local time doesn't show.
  if (saysNothingNew(patch, current)) return current;
  const zone = patch.time_zone ?? current.time_zone;
  if (patch.due_local !== undefined) return resolveLocal(patch.due_local, patch.due_date, zone);
  return patch.due_date === undefined ? fromLocal(current.due_local, zone) : fromInstant(patch.due_date, zone);
};
