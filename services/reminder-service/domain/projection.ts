import { applyNewer, pick, type Projected } from '#contracts/newer-fields';
import type { Task } from '#contracts/task';

/** The fields that reminders depend on. */
export const keptFields = ['title', 'status', 'due_date', 'due_local', 'time_zone', 'reminders'] as const;
export type KeptFields = Pick<Task, (typeof keptFields)[number]>;

/** What is known of a task, with the version that last wrote each field. */
export interface Projection extends Projected<Partial<KeptFields>> {
  task_id: string;
  user_id: string;
  /** Reminders up to this instant were already past when they were requested. */
  planned_from: Date | null;
}

/** Which version of a task a change made, and when. */
export interface Change {
  version: number;
  time: Date;
}

/** Whether enough is known to plan reminders; the rest may come with an event that was skipped. */
export const isWhole = (fields: Partial<KeptFields>): fields is KeptFields => keptFields.every((name) => fields[name] !== undefined);

const later = (a: Date | null, b: Date): Date => (a === null || b > a ? b : a);

/** The projection after a change of these fields; null if none of them is newer. */
export const applyFields = (task: Projection, fields: Partial<KeptFields>, { version, time }: Change): Projection | null => {
  const applied = applyNewer(task, pick(fields, keptFields), version);
  if (applied === null) return null;
  const { newer, ...changed } = applied;
  return {
    ...task,
    ...changed,
    // A new title does not bring back past reminders.
    planned_from: newer.some((name) => name !== 'title') ? later(task.planned_from, time) : task.planned_from,
  };
};

/** A deleted task: only the fact that it is deleted is kept. */
export const tombstoneOf = (task: Projection): Projection => ({ ...task, fields: {}, versions: {}, deleted: true });
