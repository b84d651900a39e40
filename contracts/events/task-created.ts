import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { task, taskId } from '../task.ts';
import { taskEvents } from '../topics.ts';

/** A user, or a recurring series, got a new task. */
export const taskCreated = defineEvent({
  type: 'task.created',
  topic: taskEvents,
  data: z.object({ task_id: taskId, task }),
});
