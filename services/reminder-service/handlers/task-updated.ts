import { taskUpdated } from '#contracts/events/index';
import { task, type TaskChanges } from '#contracts/task';
import { onEventAs } from '#platform/delivery/on-event';
import { keptFields, type KeptFields } from '../domain/projection.ts';
import { changeOf, followTasks } from './follow-tasks.ts';

const kept = task.pick({ title: true, status: true, due_date: true, due_local: true, time_zone: true, reminders: true }).partial();

/** The new values; the contract leaves them open, so they are read as those of a task. */
const newValues = (changes: TaskChanges): Partial<KeptFields> =>
  kept.parse(Object.fromEntries(keptFields.map((name) => [name, changes[name]?.new]))) as Partial<KeptFields>;

/** Makes the reminders follow what changed; reopening restores those that are still to come. */
export const onTaskUpdated = onEventAs(taskUpdated, (event) => changeOf(event, newValues(event.data.changes)), followTasks);
