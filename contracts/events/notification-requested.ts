import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { openTask } from '../examples.ts';
import { notification } from '../notification.ts';
import { notificationEvents } from '../topics.ts';

/** A notification should go out on one channel. */
export const notificationRequested = defineEvent({
  type: 'notification.requested',
  topic: notificationEvents,
  data: notification.extend({
    title: z.string().meta({ examples: ['In 1 hour: Water the plants'] }),
    body: z.string().meta({ examples: ['Due today at 9:00'] }),
    due_at: z.iso.datetime().nullish().describe('when its task was due as it was requested').meta({ examples: [openTask.due_date] }),
  }),
});
