import type { Database } from '#platform/db/database';
import type { Auth } from '#platform/http/auth';
import type { Parts } from '#platform/service/parts';
import type { OpsConfig } from './config.ts';
import type { LagMeter } from './lag/lag-meter.ts';
import type { Outboxes } from './outbox/outboxes.ts';
import type { AskTrail } from './trail/ask-trail.ts';

/** The dependencies of ops-service. */
export interface Deps extends Parts<OpsConfig, Database> {
  auth: Auth;
  /** The present instant, ISO. */
  now: () => string;
  newId: () => string;
  lag: LagMeter;
  outboxes: Outboxes;
  askTrail: AskTrail;
}
