import type { Database } from '#platform/db/database';
import type { Parts } from '#platform/service/parts';
import type { ReminderConfig } from './config.ts';

/** What reminder-service stands on. */
export interface Deps extends Parts<ReminderConfig, Database> {
  /** Sends what is due. */
  tick: () => Promise<void>;
}
