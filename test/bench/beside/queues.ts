import { Logger, run } from 'graphile-worker';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { pino } from 'pino';
import { auditLog, taskEvents, taskUpdates } from '#contracts/topics';
import { openDatabase } from '#platform/db/database';
import { migrate, outboxMigrations } from '#platform/db/migrate';
import { startRelay } from '#platform/outbox/relay';
import { auditEvent } from '../alone/events.ts';
import { fillOutbox } from '../alone/relay.ts';
import { partsOf, type Bench } from '../bench.ts';
import { rateOf, type Rate } from './rate.ts';

const rowsAtOnce = 1_000;
const fetchAtOnce = 500;

/**
 * Empties a table of waiting events of 1 KB on the same PostgreSQL, handing each to a
 * function that does nothing.
 */
export interface Queues {
  outbox_relay: Rate;
  pg_boss: Rate;
  graphile_worker: Rate;
}

type Pids = ReadonlyMap<string, number>;

/** Resolves once it has been called this many times. */
const countdown = (from: number): { count(many: number): void; done: Promise<void> } => {
  const { promise: done, resolve } = Promise.withResolvers<void>();
  let left = from;
  return {
    done,
    count: (many) => {
      left -= many;
      if (left <= 0) resolve();
    },
  };
};

const relay = async (url: string, count: number, pids: Pids): Promise<Rate> => {
  const [service, log] = ['bench-relay', pino({ level: 'silent' })];
  await migrate({ url, service, folders: [outboxMigrations], log });
  await fillOutbox(url, service, count);
  const { count: counted, done } = countdown(count);
  const db = openDatabase({ url, service, poolSize: 2, log });
  const rate = await rateOf(count, pids, async () => {
    const publish = async (_topic: string, batch: readonly unknown[]): Promise<{ failed: Map<string, string> }> => {
      counted(batch.length);
      return { failed: new Map() };
    };
    const started = startRelay({ db, url, service, topics: [taskEvents, taskUpdates, auditLog], publish, log });
    await done;
    await started.stop();
  });
  await db.close();
  return rate;
};

const boss = async (url: string, count: number, pids: Pids): Promise<Rate> => {
  const queue = 'events';
  const boss = new PgBoss({ connectionString: url, schema: 'bench_boss' });
  await boss.start();
  await boss.createQueue(queue);
  for (let n = 0; n < count; n += rowsAtOnce) await boss.insert(queue, Array.from({ length: rowsAtOnce }, () => ({ data: auditEvent('bench') })));
  const rate = await rateOf(count, pids, async () => {
    for (let left = count; left > 0; ) {
      const jobs = await boss.fetch(queue, { batchSize: fetchAtOnce });
      await boss.complete(queue, jobs.map(({ id }) => id));
      left -= jobs.length;
    }
  });
  await boss.stop({ graceful: false });
  return rate;
};

const fillWorker = async (url: string, count: number): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (let n = 0; n < count; n += rowsAtOnce) {
    const payloads = Array.from({ length: rowsAtOnce }, () => JSON.stringify(auditEvent('bench')));
    await client.query(
      `select 1 from bench_worker.add_jobs((select array_agg(json_populate_record(null::bench_worker.job_spec, json_build_object('identifier', 'event', 'payload', p::json))) from unnest($1::text[]) p))`,
      [payloads],
    );
  }
  await client.end();
};

const worker = async (url: string, count: number, pids: Pids): Promise<Rate> => {
  const { count: counted, done } = countdown(count);
  const preset = { worker: { schema: 'bench_worker', connectionString: url, concurrentJobs: 10, maxPoolSize: 12, localQueue: { size: fetchAtOnce }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } };
  // A log line for each job would be most of its work.
  const logger = new Logger(() => () => undefined);
  const start = () => run({ preset, logger, noHandleSignals: true, parsedCronItems: [], taskList: { event: async () => counted(1) } });
  // Its first start creates its tables.
  await (await start()).stop();
  await fillWorker(url, count);
  return rateOf(count, pids, async () => {
    const runner = await start();
    await done;
    await runner.stop();
  });
};

/** Compares the relay with job queues at their fastest, with rows in batches. */
export const compareQueues = async (bench: Bench, count = 20_000): Promise<Queues> => {
  const { databaseUrl: url } = bench.instance;
  const pids = new Map([...partsOf(bench)].filter(([part]) => part === 'postgres'));
  return { outbox_relay: await relay(url, count, pids), pg_boss: await boss(url, count, pids), graphile_worker: await worker(url, count, pids) };
};
