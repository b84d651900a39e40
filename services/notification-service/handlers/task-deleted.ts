import { taskDeleted } from '#contracts/events/index';
import { onEvent } from '#platform/delivery/on-event';
import { buryTask } from '../store/tasks.ts';

/** Remembers that a task is gone, whatever else is still to arrive about it. */
export const onTaskDeleted = onEvent(taskDeleted, async (event, { tx }) =>
  (await buryTask(tx, event.data.task_id, event.partitionkey)) ? 'done' : 'stale',
);
