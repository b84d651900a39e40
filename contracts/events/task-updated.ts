import { z } from 'zod';
import { code } from '../codes.ts';
import { defineEvent } from '../define-event.ts';
import { taskChanges, taskId } from '../task.ts';
import { taskEvents } from '../topics.ts';

/** Fields of a task changed; reopening a finished task is such a change. */
export const taskUpdated = defineEvent({
  type: 'task.updated',
  topic: taskEvents,
  data: z.object({ task_id: taskId, changed_fields: z.array(code(z.string())).min(1).meta({ examples: [['title']] }), changes: taskChanges }),
});
