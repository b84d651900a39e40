import type { Consumer } from '#platform/delivery/consumer';
import type { Health } from '#platform/health';
import type { Auth } from '#platform/http/auth';
import type { Logger } from '#platform/logger';
import type { Tickets } from './tickets.ts';

/** What the routes of realtime-service stand on. */
export interface Deps {
  auth: Auth;
  tickets: Tickets;
  health: Health;
  log: Logger;
  consume: Consumer;
  /** The topics of its handlers. */
  topics: readonly string[];
  appToken: string | undefined;
  /** Whose forwarded headers are believed. */
  trustProxy?: string | undefined;
  ready: () => Promise<unknown>;
}
