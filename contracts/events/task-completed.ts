import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { finishedTask } from '../examples.ts';
import { task, taskId } from '../task.ts';
import { taskEvents } from '../topics.ts';

/** A user finished a task. */
export const taskCompleted = defineEvent({
  type: 'task.completed',
  topic: taskEvents,
  data: z.object({ task_id: taskId, task: task.meta({ examples: [finishedTask] }) }),
});
