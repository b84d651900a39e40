import { taskCompleted } from '#contracts/events/index';
import { onEvent } from '#platform/delivery/on-event';
import { applyChange } from './apply-change.ts';

/** Cancels the reminders that a finished task no longer needs; what is known of it stays, for it may be reopened. */
export const onTaskCompleted = onEvent(taskCompleted, (event, context) => applyChange(event, event.data.task, context));
