import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { userId } from '../task.ts';
import { taskEvents } from '../topics.ts';

/** A user has deleted their account: every service removes what it keeps about them. */
export const userDeleted = defineEvent({
  type: 'user.deleted',
  topic: taskEvents,
  data: z.object({ user_id: userId }),
});
