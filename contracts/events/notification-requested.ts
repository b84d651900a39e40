import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { notification } from '../notification.ts';
import { notificationEvents } from '../topics.ts';

/** A notification should go out on one channel. */
export const notificationRequested = defineEvent({
  type: 'notification.requested',
  topic: notificationEvents,
  data: notification.extend({
    title: z.string(),
    body: z.string(),
    due_at: z.iso.datetime().nullish().describe('when its task was due as it was requested'),
  }),
});
