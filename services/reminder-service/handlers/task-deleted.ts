import { taskDeleted } from '#contracts/events/index';
import { onEventAs } from '#platform/delivery/on-event';
import { endOf, followTasks } from './follow-tasks.ts';

/** Cancels the reminders of a deleted task, and remembers that it is deleted: later events about it are late ones. */
export const onTaskDeleted = onEventAs(taskDeleted, endOf, followTasks);
