import { z } from 'zod';
import { baseConfig, databaseConfig } from '#platform/config';

/** The settings of reminder-service. */
export const reminderConfig = baseConfig.extend(databaseConfig.shape).extend({
  CATCH_UP_MS: z.coerce.number().int().min(0).default(15_000).describe('how long late reminders wait after a downtime for the events of that time, in ms'),
});

export type ReminderConfig = z.infer<typeof reminderConfig>;
