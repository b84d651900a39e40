import type { Database } from '#platform/db/database';
import type { Consumer } from '#platform/delivery/consumer';
import type { Health } from '#platform/health';
import type { Auth } from '#platform/http/auth';
import type { Logger } from '#platform/logger';

/** What the routes of audit-service stand on. */
export interface Deps {
  database: Database;
  auth: Auth;
  health: Health;
  log: Logger;
  consume: Consumer;
  wakeRelay: () => void;
  appToken: string | undefined;
  /** Whose forwarded headers are believed. */
  trustProxy?: string | undefined;
  ready: () => Promise<unknown>;
}
