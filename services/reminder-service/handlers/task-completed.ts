import { taskCompleted } from '#contracts/events/index';
import { onEventAs } from '#platform/delivery/on-event';
import { changeOf, followTasks } from './follow-tasks.ts';

/** Cancels the reminders of a finished task; its projection stays, because it may be reopened. */
export const onTaskCompleted = onEventAs(taskCompleted, (event) => changeOf(event, event.data.task), followTasks);
