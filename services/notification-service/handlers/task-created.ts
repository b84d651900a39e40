import { taskCreated } from '#contracts/events/index';
import { onEventAs, type Handler, type Work } from '#platform/delivery/on-event';
import { stepOf, type TaskStep } from './follow-tasks.ts';

/** Records a new task and tells its user, if they want that and the task is still open. */
export const onTaskCreated = (follow: Work<TaskStep>): Handler =>
  onEventAs(
    taskCreated,
    (event): TaskStep => {
      const { task_id, task } = event.data;
      return {
        ...stepOf(event, task),
        cause: {
          cause_id: event.id, user_id: event.partitionkey, kind: 'task_created', task_id, title: task.title, due_at: task.due_date,
          late_seconds: 0, collapsed: 0, correlationid: event.correlationid, caused_at: event.time, not_before: event.time,
          traceparent: event.traceparent ?? null,
        },
      };
    },
    follow,
  );
