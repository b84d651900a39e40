import { z } from 'zod';
import { exampleIds } from './examples.ts';
import { userId } from './task.ts';

/** Ways in which a notification reaches a person. */
export const notificationChannel = z.enum(['email', 'push', 'in_app']);
export type NotificationChannel = z.infer<typeof notificationChannel>;

/** What a notification is about; preferences are kept for each kind. */
export const notificationKind = z.enum(['task_created', 'task_reminder', 'digest']);
export type NotificationKind = z.infer<typeof notificationKind>;

/** One notification on one channel, as all three events of its life carry it. */
export const notification = z.object({
  notification_id: z.uuid().describe('the same through request and outcome'),
  user_id: userId,
  kind: notificationKind,
  channel: notificationChannel,
  task_ids: z.array(z.uuid()).describe('one task, or those of a digest').meta({ examples: [[exampleIds.task]] }),
});
