import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { notification } from '../notification.ts';
import { notificationEvents } from '../topics.ts';

/**
 * A notification has been delivered: accepted by the mail or push server, or stored for the
 * page.
 */
export const notificationDelivered = defineEvent({
  type: 'notification.delivered',
  topic: notificationEvents,
  data: notification.extend({ delivered_at: z.iso.datetime(), attempts: z.int().min(1) }),
});
