import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { notification } from '../notification.ts';
import { notificationEvents } from '../topics.ts';

/** A notification was given up after its last try. */
export const notificationFailed = defineEvent({
  type: 'notification.failed',
  topic: notificationEvents,
  data: notification.extend({ reason: z.string().max(2_000).meta({ examples: ['550 5.1.1 no such mailbox'] }), attempts: z.int().min(0) }),
});
