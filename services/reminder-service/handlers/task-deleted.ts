import { taskDeleted } from '#contracts/events/index';
import { onEvent } from '#platform/delivery/on-event';
import { tombstoneOf } from '../domain/projection.ts';
import { savePlan } from '../store/plan.ts';
import { lockTask, saveTask } from '../store/tasks.ts';

/** Cancels the reminders of a task that is gone, and remembers that it is: what still comes of it is late. */
export const onTaskDeleted = onEvent(taskDeleted, async (event, { tx, log }) => {
  const task = await lockTask(tx, event.data.task_id, event.partitionkey);
  if (task.deleted) return 'stale';
  await saveTask(tx, tombstoneOf(task));
  const { cancelled } = await savePlan(tx, task, [], event);
  log.info({ task_id: task.task_id, cancelled }, 'reminders of a deleted task cancelled');
  return 'done';
});
