import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { taskId } from '../task.ts';
import { taskEvents } from '../topics.ts';

/** A task was deleted for good: undoing that makes a new task. */
export const taskDeleted = defineEvent({
  type: 'task.deleted',
  topic: taskEvents,
  data: z.object({ task_id: taskId }),
});
