import { taskCompleted } from '#contracts/events/index';
import { onEventAs, type Handler, type Work } from '#platform/delivery/on-event';
import { stepOf, type TaskStep } from './follow-tasks.ts';

/**
 * Remembers that a task is finished: notices about it that have not gone out yet are
 * dropped when their turn comes.
 */
export const onTaskCompleted = (follow: Work<TaskStep>): Handler => onEventAs(taskCompleted, (event) => stepOf(event, event.data.task), follow);
