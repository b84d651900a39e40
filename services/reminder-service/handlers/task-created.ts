import { taskCreated } from '#contracts/events/index';
import { onEvent } from '#platform/delivery/on-event';
import { applyChange } from './apply-change.ts';

/** Schedules the reminders of a new task. */
export const onTaskCreated = onEvent(taskCreated, (event, context) => applyChange(event, event.data.task, context));
