import { taskDeleted } from '#contracts/events/index';
import { onEventAs } from '#platform/delivery/on-event';
import { endOf, followTasks } from './follow-tasks.ts';

/** Cancels the reminders of a task that is gone, and remembers that it is: what still comes of it is late. */
export const onTaskDeleted = onEventAs(taskDeleted, endOf, followTasks);
