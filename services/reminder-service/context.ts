import type { Database } from '#platform/db/database';
import type { Consumer } from '#platform/delivery/consumer';
import type { OutageGuard } from '#platform/delivery/outage-guard';
import type { Health } from '#platform/health';
import type { Logger } from '#platform/logger';

/** What the routes of reminder-service stand on. */
export interface Deps {
  database: Database;
  health: Health;
  log: Logger;
  consume: Consumer;
  outage: OutageGuard;
  tick: () => Promise<void>;
  wakeRelay: () => void;
  appToken: string | undefined;
  ready: () => Promise<unknown>;
}
