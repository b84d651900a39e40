import { taskCreated } from '#contracts/events/index';
import { onEventAs } from '#platform/delivery/on-event';
import { changeOf, followTasks } from './follow-tasks.ts';

/** Schedules the reminders of a new task. */
export const onTaskCreated = onEventAs(taskCreated, (event) => changeOf(event, event.data.task), followTasks);
