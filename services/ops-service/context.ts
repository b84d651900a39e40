import type { Database } from '#platform/db/database';
import type { Consumer } from '#platform/delivery/consumer';
import type { OutageGuard } from '#platform/delivery/outage-guard';
import type { Health } from '#platform/health';
import type { Auth } from '#platform/http/auth';
import type { Logger } from '#platform/logger';
import type { LagReport } from './domain/lag-report.ts';
import type { Outboxes } from './outbox/outboxes.ts';

/** What the routes of ops-service stand on. */
export interface Deps {
  database: Database;
  auth: Auth;
  health: Health;
  log: Logger;
  consume: Consumer;
  outage: OutageGuard;
  wakeRelay: () => void;
  appToken: string | undefined;
  /** Whose forwarded headers are believed. */
  trustProxy?: string | undefined;
  ready: () => Promise<unknown>;
  /** The present instant, ISO. */
  now: () => string;
  newId: () => string;
  /** The lag as it was last measured. */
  lag: () => LagReport;
  outboxes: Outboxes;
}
