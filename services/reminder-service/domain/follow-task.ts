import { planReminders, type PlannedReminder } from '#contracts/plan-reminders';
import { applyFields, isWhole, keptFields, tombstoneOf, type Change, type KeptFields, type Projection } from './projection.ts';

/** The event that a reminder follows from. */
export interface Cause {
  id: string;
  correlationid: string;
  traceparent?: string | undefined;
}

/** What an event means for a task: a change of some fields, or its end. */
export type TaskStep = { task_id: string; user_id: string; cause: Cause } & (({ fields: Partial<KeptFields> } & Change) | { gone: true });

/** A task after some steps, and what they led to. */
export interface FollowedTask {
  task: Projection;
  /** Nothing was known of it before. */
  isNew: boolean;
  /**
   * The instants, in ms, that are in every plan so far: what was to be sent then still is.
   * Null if there was no plan yet.
   */
  kept: ReadonlySet<number> | null;
  /** What is to be sent because of these steps, by instant. */
  scheduled: ReadonlyMap<number, PlannedReminder & { cause: Cause }>;
}

/** A task before any step. */
export const beforeSteps = (task: Projection): FollowedTask => ({
  task, isNew: !task.deleted && Object.keys(task.versions).length === 0, kept: null, scheduled: new Map(),
});

/**
 * Times are given in whole minutes, so one within the current minute still counts. A
 * reminder before it does not.
 */
const graceMs = ({ minutes_before }: PlannedReminder): number => (minutes_before === null || minutes_before === 0 ? 60_000 : 0);

const isComing = (reminder: PlannedReminder, { planned_from }: Projection): boolean =>
  planned_from === null || reminder.remind_at.getTime() + graceMs(reminder) > planned_from.getTime();

/** While only part of a task is known, the rest may still come. */
const planOf = ({ fields, deleted }: Projection): PlannedReminder[] => (!deleted && isWhole(fields) ? planReminders(fields) : []);

/** Whether a step changes nothing that reminders depend on. */
export const saysNothing = (step: TaskStep): boolean => 'fields' in step && keptFields.every((name) => step.fields[name] === undefined);

const applyStep = (task: Projection, step: TaskStep): Projection | null => {
  if ('fields' in step) return applyFields(task, step.fields, step);
  return task.deleted ? null : tombstoneOf(task);
};

/**
 * A task after one more step; null if nothing in it is newer. What is to be sent stays if
 * it is still planned, even if its time has come meanwhile; what is newly planned counts
 * only after `planned_from`.
 */
export const followTask = ({ task: before, isNew, kept, scheduled }: FollowedTask, step: TaskStep): FollowedTask | null => {
  const task = applyStep(before, step);
  if (task === null) return null;
  const plan = new Map(planOf(task).map((reminder) => [reminder.remind_at.getTime(), reminder]));
  const instants = new Set(plan.keys());
  const still = [...plan].filter(([instant, reminder]) => scheduled.has(instant) || isComing(reminder, task));
  return {
    task,
    isNew,
    kept: kept?.intersection(instants) ?? instants,
    scheduled: new Map(still.map(([instant, reminder]) => [instant, { ...reminder, cause: scheduled.get(instant)?.cause ?? step.cause }])),
  };
};
