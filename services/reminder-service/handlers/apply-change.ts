import type { Envelope } from '#contracts/envelope';
import { versionOf } from '#contracts/newer-fields';
import { planReminders } from '#contracts/plan-reminders';
import type { EventContext, Outcome } from '#platform/delivery/on-event';
import { applyFields, isWhole, keptFields, type Change, type KeptFields } from '../domain/projection.ts';
import { savePlan } from '../store/plan.ts';
import { lockTask, saveTask } from '../store/tasks.ts';

/** An event of task-events, whatever its type. */
export type TaskEvent = Envelope & { data: { task_id: string } };

const changeOf = (event: TaskEvent): Change => ({ version: versionOf(event), time: new Date(event.time) });

/** Applies what is newer of a change, and makes the reminders follow. */
export const applyChange = async (event: TaskEvent, fields: Partial<KeptFields>, { tx, log }: EventContext): Promise<Outcome> => {
  // A change of other fields is none here; no row is locked for it.
  if (keptFields.every((name) => fields[name] === undefined)) return 'done';
  const task = applyFields(await lockTask(tx, event.data.task_id, event.partitionkey), fields, changeOf(event));
  if (task === null) return 'stale';
  await saveTask(tx, task);
  // Of a task that is half known, the rest may still come.
  const plan = isWhole(task.fields) ? planReminders(task.fields) : [];
  const change = await savePlan(tx, task, plan, event);
  log.info({ task_id: task.task_id, ...change }, 'reminders planned');
  return 'done';
};
