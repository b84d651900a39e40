import { taskDeleted } from '#contracts/events/index';
import { onEventAs, type Handler, type Work } from '#platform/delivery/on-event';
import type { TaskStep } from './follow-tasks.ts';

/** Remembers that a task is gone, whatever else arrives about it. */
export const onTaskDeleted = (follow: Work<TaskStep>): Handler =>
  onEventAs(taskDeleted, (event): TaskStep => ({ task_id: event.data.task_id, user_id: event.partitionkey, gone: true }), follow);
