import type { Auth } from '#platform/http/auth';
import type { Parts } from '#platform/service/parts';
import type { RecentSteps } from '#platform/service/recent-steps';
import type { RealtimeConfig } from './config.ts';
import type { FindEnded } from './live/end-over.ts';
import type { Hub } from './live/hub.ts';
import type { Windows } from './live/windows.ts';
import type { Tickets } from './tickets.ts';

/** What realtime-service stands on. */
export interface Deps extends Parts<RealtimeConfig, undefined> {
  auth: Auth;
  tickets: Tickets;
  /** Which sessions have been ended. */
  findEnded: FindEnded;
  /** What users' clients may have missed. */
  windows: Windows;
  /** The open connections, by user. */
  hub: Hub;
  /** What this process did recently. */
  recent: RecentSteps;
  /** Epoch milliseconds. */
  now: () => number;
}
