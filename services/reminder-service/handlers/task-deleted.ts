import { taskDeleted } from '#contracts/events/index';
import { onEventAs } from '#platform/delivery/on-event';
import { endOf, followTasks } from './follow-tasks.ts';

/**
 * Cancels the reminders of a deleted task, and remembers the deletion, so that events
 * arriving later change nothing.
 */
export const onTaskDeleted = onEventAs(taskDeleted, endOf, followTasks);
