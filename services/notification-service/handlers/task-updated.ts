import { taskUpdated } from '#contracts/events/index';
import { onEvent } from '#platform/delivery/on-event';
import { applyTask } from './apply-task.ts';

/** Takes over what changed in a task. */
export const onTaskUpdated = onEvent(taskUpdated, async (event, { tx }) => {
  const fields = Object.fromEntries(Object.entries(event.data.changes).map(([name, change]) => [name, change.new]));
  return (await applyTask(tx, event, fields)).changed ? 'done' : 'stale';
});
