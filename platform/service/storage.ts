import type { Topic } from '#contracts/topics';
import { EX_CONFIG, type BaseConfig, type DatabaseConfig } from '../config.ts';
import { daprBulkPublish } from '../dapr/bulk-publish.ts';
import { openDatabase, type Database } from '../db/database.ts';
import { prepareSchema } from '../db/prepare-schema.ts';
import { UnfitPooler } from '../db/require-sessions.ts';
import type { Logger } from '../logger.ts';
import { startRelay, type Relay, type RelayOptions } from '../outbox/relay.ts';
import type { Parts, Storable } from './parts.ts';

/** Open storage: the pool and the relay of its outbox. */
export type OpenStorage<Db extends Storable> = Pick<Parts<BaseConfig, Db>, 'database' | 'wakeRelay'> & { stop(): Promise<void> };

/** Opens a service's storage at its start. */
export type Storage<Config, Db extends Storable> = (service: {
  name: string;
  config: Config;
  log: Logger;
  /** The topics of its outbox. */
  topics: readonly Topic[];
  /** Called when the server has gone silent; that is an outage. */
  onSilence: (error: Error) => void;
}) => Promise<OpenStorage<Db>>;

/** One for the waves, one for the leases. */
const relayConnections = 2;

/**
 * A pooler in between is a configuration error: printed without a stack trace, and
 * restarting does not help.
 */
const endIfUnfit = (error: unknown): never => {
  if (!(error instanceof UnfitPooler)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(EX_CONFIG);
};

/** A schema of the service's own, made by its migrations, with an outbox that a relay empties. */
export const ownSchema =
  (migrations: URL[], { gatherMs }: Pick<RelayOptions, 'gatherMs'> = {}): Storage<BaseConfig & DatabaseConfig, Database> =>
  async ({ name: service, config, log, topics, onSilence }) => {
    const url = config.DATABASE_URL;
    await prepareSchema({ mode: config.MIGRATIONS, url, service, folders: migrations, log }).catch(endIfUnfit);
    let relay: Relay | undefined;
    const connections = { url, service, log, onSilence };
    const database = openDatabase({ ...connections, poolSize: config.DATABASE_POOL_SIZE, onCommit: (drafts) => relay?.wake(drafts) });
    // Of its own, so that requests that wait for a connection do not hold up events or leases.
    const queue = openDatabase({ ...connections, poolSize: relayConnections });
    relay = startRelay({ db: queue, url, service, topics, gatherMs, publish: daprBulkPublish(config.DAPR_HTTP_PORT, config.DAPR_API_TOKEN), log });
    return {
      database,
      wakeRelay: relay.wakeAll,
      stop: async () => {
        await relay.stop();
        await Promise.all([queue.close(), database.close()]);
      },
    };
  };

/** For a service that keeps nothing: it has neither inbox nor outbox. */
export const noStorage: Storage<BaseConfig, undefined> = async () => ({ database: undefined, wakeRelay: () => undefined, stop: async () => undefined });
