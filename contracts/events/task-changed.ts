import { z } from 'zod';
import { code } from '../codes.ts';
import { defineEvent } from '../define-event.ts';
import { task, taskId } from '../task.ts';
import { taskUpdates } from '../topics.ts';

/**
 * Any change of a task, for connected clients; `task` is its latest state, even when it was
 * deleted.
 */
export const taskChanged = defineEvent({
  type: 'task.changed',
  topic: taskUpdates,
  data: z.object({
    task_id: taskId,
    update_type: z.enum(['created', 'updated', 'completed', 'deleted']).meta({ examples: ['updated'] }),
    task,
    changed_fields: z.array(code(z.string())).meta({ examples: [['title']] }),
    user_seq: z.int().min(1).describe("counts this user's changes, so that a client notices a gap"),
  }),
});
