import type { z } from 'zod';
import { deliveryReports, type Topic } from '#contracts/topics';
import { EX_CONFIG, type baseConfig, type databaseConfig } from './config.ts';
import { createDaprClient, createDirectPublish } from './dapr/publish.ts';
import { daprBulkPublish } from './dapr/bulk-publish.ts';
import { quickMs } from './db/connection.ts';
import { openDatabase, type Database } from './db/database.ts';
import { prepareSchema } from './db/prepare-schema.ts';
import { UnfitPooler } from './db/require-sessions.ts';
import { createConsumer, type Consumer } from './delivery/consumer.ts';
import type { Handler } from './delivery/on-event.ts';
import { createOutageGuard, type OutageGuard } from './delivery/outage-guard.ts';
import { createReporter, logFailures, type Reporter } from './delivery/report.ts';
import { transactional } from './delivery/unit-of-work.ts';
import { createHealth, settleDeliveries, type Health } from './health.ts';
import { forgetOldEvents } from './inbox/inbox.ts';
import type { Logger } from './logger.ts';
import { startRelay, type Relay } from './outbox/relay.ts';

/** What {@link openService} needs. */
export interface ServiceOptions {
  name: string;
  config: z.infer<typeof baseConfig> & z.infer<typeof databaseConfig>;
  log: Logger;
  /** Folders of migrations, the platform's first. */
  migrations: URL[];
  /** The topics that the service's transactions emit to. */
  publishes: readonly Topic[];
  /** What it does with the events that it consumes. */
  handlers: readonly Handler[];
  /**
   * False for the service that consumes the dead letters and the reports: nothing of its own is dead-lettered or reported, or it would loop,
   * and its sidecar has no reason to pause (docs/decisions/0012).
   */
  deadLetters?: boolean;
}

/** The parts on which a service with a database stands. */
export interface Service {
  database: Database;
  health: Health;
  relay: Relay;
  consume: Consumer;
  outage: OutageGuard;
  /** Rejects as long as the database does not answer. */
  ready(): Promise<unknown>;
  close(): Promise<void>;
}

const hourMs = 3_600_000;

const purgeInbox = (database: Database, log: Logger): NodeJS.Timeout =>
  setInterval(() => {
    forgetOldEvents(database).catch((error: unknown) => log.warn({ err: error }, 'old inbox rows cannot be purged; trying again in an hour'));
  }, hourMs).unref();

const reporterOf = ({ name, config, log }: ServiceOptions, database: Database): Reporter => {
  const dapr = createDaprClient(config.DAPR_HTTP_PORT, config.DAPR_API_TOKEN);
  return createReporter({ consumer: name, build: config.BUILD, log, database, publishDirectly: createDirectPublish(dapr) });
};

/** A pooler that is in the way is a setting: said without a stack, and starting again does not help. */
const endIfUnfit = (error: unknown): never => {
  if (!(error instanceof UnfitPooler)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(EX_CONFIG);
};

/** Migrates the schema, then opens the database, the relay and the consumer of a service. */
export const openService = async (options: ServiceOptions): Promise<Service> => {
  const { name, config, log, handlers } = options;
  const reports = handlers.length > 0 && options.deadLetters !== false;
  await prepareSchema({ mode: config.MIGRATIONS, url: config.DATABASE_URL, service: name, folders: options.migrations, log }).catch(endIfUnfit);
  const health = createHealth();
  let relay: Relay | undefined;
  const database = openDatabase({
    url: config.DATABASE_URL,
    service: name,
    poolSize: config.DATABASE_POOL_SIZE,
    log,
    onCommit: (drafts) => relay?.wake(drafts),
    onSilence: (error) => outage.report(error),
  });
  relay = startRelay({
    db: database,
    url: config.DATABASE_URL,
    service: name,
    topics: reports ? [...new Set([...options.publishes, deliveryReports])] : options.publishes,
    publish: daprBulkPublish(config.DAPR_HTTP_PORT, config.DAPR_API_TOKEN),
    log,
  });
  const ready = (): Promise<unknown> => database.query('select 1', [], quickMs);
  const settling = reports ? settleDeliveries(health) : undefined;
  const outage = createOutageGuard(ready, health, log);
  const report = reports ? reporterOf(options, database) : logFailures(log);
  const purge = handlers.length === 0 ? undefined : purgeInbox(database, log);
  return {
    database,
    health,
    relay,
    consume: createConsumer({ name, handlers, unitOfWork: transactional(database), outage, report, log }),
    outage,
    ready,
    close: async () => {
      clearInterval(purge);
      settling?.stop();
      outage.stop();
      await relay.stop();
      await database.close();
    },
  };
};
