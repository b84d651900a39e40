import { taskCompleted } from '#contracts/events/index';
import { onEvent } from '#platform/delivery/on-event';
import { applyTask } from './apply-task.ts';

/** Remembers that a task is finished: notices about it that have not gone out yet are dropped when their turn comes. */
export const onTaskCompleted = onEvent(taskCompleted, async (event, { tx }) =>
  (await applyTask(tx, event, event.data.task)).changed ? 'done' : 'stale',
);
