import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { task } from '../task.ts';
import { taskUpdates } from '../topics.ts';

/** The live view of any change, for connected clients; `task` is the last state, also of a deleted task. */
export const taskChanged = defineEvent({
  type: 'task.changed',
  topic: taskUpdates,
  data: z.object({
    task_id: z.uuid(),
    update_type: z.enum(['created', 'updated', 'completed', 'deleted']),
    task,
    changed_fields: z.array(z.string()),
    user_seq: z.int().min(1).describe("counts this user's changes, so that a client notices a gap"),
  }),
});
