import type { Database } from '#platform/db/database';
import type { Consumer } from '#platform/delivery/consumer';
import type { OutageGuard } from '#platform/delivery/outage-guard';
import type { Health } from '#platform/health';
import type { Auth } from '#platform/http/auth';
import type { Logger } from '#platform/logger';
import type { AllowedEndpoints } from './delivery/public-address.ts';

/** What the routes of notification-service stand on. */
export interface Deps {
  database: Database;
  auth: Auth;
  health: Health;
  log: Logger;
  consume: Consumer;
  outage: OutageGuard;
  wakeRelay: () => void;
  /** Tells the delivery workers that there may be work. */
  wakeWorkers: () => void;
  /** One tick of the clock of held notices. */
  release: () => Promise<void>;
  appToken: string | undefined;
  /** Whose forwarded headers are believed. */
  trustProxy?: string | undefined;
  ready: () => Promise<unknown>;
  /** The present instant, ISO. */
  now: () => string;
  newId: () => string;
  vapidPublicKey: string;
  allowedEndpoints: AllowedEndpoints;
}
