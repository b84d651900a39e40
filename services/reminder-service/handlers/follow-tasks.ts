import type { Envelope } from '#contracts/envelope';
import { foldChanges } from '#contracts/fold-changes';
import { versionOf } from '#contracts/newer-fields';
import type { Work } from '#platform/delivery/on-event';
import { beforeSteps, followTask, saysNothing, type TaskStep } from '../domain/follow-task.ts';
import type { KeptFields } from '../domain/projection.ts';
import { writePlans } from '../store/plan.ts';
import { lockTasks, writeTasks } from '../store/tasks.ts';

/** An event of task-events, whatever its type. */
type TaskEvent = Envelope & { data: { task_id: string } };

const stepOf = ({ id, correlationid, traceparent, partitionkey, data }: TaskEvent): Pick<TaskStep, 'task_id' | 'user_id' | 'cause'> => ({
  task_id: data.task_id, user_id: partitionkey, cause: { id, correlationid, traceparent },
});

/** The step of an event that carries fields of a task. */
export const changeOf = (event: TaskEvent, fields: Partial<KeptFields>): TaskStep => ({
  ...stepOf(event), fields, version: versionOf(event), time: new Date(event.time),
});

/** The step of an event that says that a task is gone. */
export const endOf = (event: TaskEvent): TaskStep => ({ ...stepOf(event), gone: true });

/** Applies what is newer, and brings the reminders of the tasks into line. */
export const followTasks: Work<TaskStep> = async (all, { tx }) => {
  // A change of other fields does not matter here, so it locks no row.
  const steps = all.filter((step) => !saysNothing(step));
  if (steps.length === 0) return;
  const known = await lockTasks(tx, new Map(steps.map(({ task_id, user_id }) => [task_id, user_id])));
  const { changed, newer } = foldChanges(new Map([...known].map(([id, task]) => [id, beforeSteps(task)])), steps, followTask);
  writeTasks(tx, [...changed.values()].map(({ task }) => task));
  writePlans(tx, changed);
  const stale = new Set(steps.filter((_, i) => !newer[i]));
  return all.map((step) => (stale.has(step) ? 'stale' : 'done'));
};
