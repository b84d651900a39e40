import type { BaseConfig } from '../config.ts';
import type { Dapr } from '../dapr/client.ts';
import type { Database } from '../db/database.ts';
import type { Health } from '../health.ts';
import type { Logger } from '../logger.ts';

/** The settings that the platform itself reads. */
export type ServiceConfig = BaseConfig & { TRUST_PROXY?: string | undefined };

/** A service's own schema, or undefined where it keeps nothing. */
export type Storable = Database | undefined;

/** What the platform provides to a service. */
export interface Parts<Config extends ServiceConfig = ServiceConfig, Db extends Storable = Storable> {
  config: Config;
  log: Logger;
  health: Health;
  /** The service's own sidecar. */
  dapr: Dapr;
  database: Db;
  /** Makes the relay look for events, as after a retry by hand. */
  wakeRelay: () => void;
}
