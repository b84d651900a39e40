import { taskUpdated } from '#contracts/events/index';
import { onEventAs, type Handler, type Work } from '#platform/delivery/on-event';
import { stepOf, type TaskStep } from './follow-tasks.ts';

/** Records what changed in a task. */
export const onTaskUpdated = (follow: Work<TaskStep>): Handler =>
  onEventAs(taskUpdated, (event) => stepOf(event, Object.fromEntries(Object.entries(event.data.changes).map(([name, change]) => [name, change.new]))), follow);
