import type { Database } from '#platform/db/database';
import type { Parts } from '#platform/service/parts';
import type { ReminderConfig } from './config.ts';

/** The dependencies of reminder-service. */
export interface Deps extends Parts<ReminderConfig, Database> {
  /** Sends what is due. */
  tick: () => Promise<void>;
}
