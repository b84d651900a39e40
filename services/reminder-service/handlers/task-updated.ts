import { taskUpdated } from '#contracts/events/index';
import { task, type TaskChanges } from '#contracts/task';
import { onEventAs } from '#platform/delivery/on-event';
import { keptFields, type KeptFields } from '../domain/projection.ts';
import { changeOf, followTasks } from './follow-tasks.ts';

const kept = task.pick({ title: true, status: true, due_date: true, due_local: true, time_zone: true, reminders: true }).partial();

/** The contract leaves the type of the new values open, so they are parsed as fields of a task. */
const newValues = (changes: TaskChanges): Partial<KeptFields> =>
  kept.parse(Object.fromEntries(keptFields.map((name) => [name, changes[name]?.new]))) as Partial<KeptFields>;

/** Plans the reminders again; reopening a task restores those still to come. */
export const onTaskUpdated = onEventAs(taskUpdated, (event) => changeOf(event, newValues(event.data.changes)), followTasks);
