import { setTimeout as sleep } from 'node:timers/promises';
import type { Event, EventDefinition } from '#contracts/define-event';
import { daprBulkPublish } from '#platform/dapr/bulk-publish';
import { partsOf, type Bench } from '../bench.ts';
import { cpuBetween, readCpu } from '../measure/cpu.ts';
import { auditEvent, createdEvent, deletedEvent, outgoing, someUsers } from './events.ts';

const users = 200;
const batch = 200;
const lookEveryMs = 100;

/** How fast one consumer works off a backlog, and what an event costs. */
export interface Drained {
  events: number;
  events_per_s: number;
  /** Milliseconds of CPU for each event, by part. */
  cpu_per_event: Record<string, number>;
}

interface Job {
  app: string;
  topic: string;
  count: number;
  /** The table with a row for each event, and the time of the row's transaction in SQL. */
  table: string;
  time: string;
  make(userId: string): Event<EventDefinition>;
}

const fill = async ({ instance }: Bench, { topic, count, make }: Job): Promise<void> => {
  const port = Number(new URL(instance.sidecarUrls['chat-api']!).port);
  const publish = daprBulkPublish(port, instance.tokens.dapr);
  const userIds = someUsers(users);
  for (let sent = 0; sent < count; sent += batch) {
    const events = Array.from({ length: batch }, (_, i) => outgoing(make(userIds[(sent + i) % users]!)));
    const { failed } = await publish(topic, events);
    if (failed.size > 0) throw new Error(`publishing failed: ${[...failed.values()][0]}`);
  }
};

const countRows = async ({ database }: Bench, table: string): Promise<number> =>
  Number((await database.query<{ count: string }>(`select count(*) from ${table}`)).rows[0]!.count);

const untilMore = async (bench: Bench, table: string, than: number): Promise<number> => {
  for (;;) {
    const rows = await countRows(bench, table);
    if (rows > than) return rows;
    await sleep(lookEveryMs);
  }
};

/**
 * A backlog is published while the consumer is stopped; then it starts, and the database's
 * clock gives the rate.
 */
const drain = async (bench: Bench, job: Job): Promise<Drained> => {
  const { instance, database } = bench;
  const { app, count, table, time } = job;
  await instance.stopApp(app);
  await instance.stopSidecar(app);
  const before = await countRows(bench, table);
  await fill(bench, job);
  await instance.startApp(app);
  await instance.ready(app);
  await instance.startSidecar(app);
  const pids = new Map([...partsOf(bench), ...[app, `${app}.dapr`].map((part) => [part, instance.pid(part)!] as const)]);
  // Counts from the first event, so that the start of the sidecar is left out.
  const first = await untilMore(bench, table, before);
  const cpu = readCpu(pids);
  await untilMore(bench, table, before + count - 1);
  const used = cpuBetween(cpu, readCpu(pids));
  const { rows } = await database.query<{ seconds: number }>(
    `select extract(epoch from max(at) - min(at))::float8 as seconds from (select ${time} as at from ${table} order by ${time} desc limit $1) handled`,
    [count],
  );
  await instance.stopApp(app);
  await instance.stopSidecar(app);
  return { events: count, events_per_s: Math.round(count / rows[0]!.seconds), cpu_per_event: Object.fromEntries(Object.entries(used).map(([part, ms]) => [part, ms / (before + count - first)])) };
};

/** reminder-service alone, which gets its events in bulk and writes three reminders for each. */
export const drainBulk = (bench: Bench, count = 40_000): Promise<Drained> =>
  drain(bench, {
    app: 'reminder-service',
    topic: 'task-events',
    count,
    // What others had published to the topic before leaves no such rows.
    table: 'reminder_service.tasks where deleted_at is null',
    time: 'pg_xact_commit_timestamp(xmin)',
    make: createdEvent as Job['make'],
  });

/** audit-service alone, whose batches are smaller and wait less. */
export const drainAudit = (bench: Bench, count = 40_000): Promise<Drained> =>
  drain(bench, { app: 'audit-service', topic: 'audit-log', count, table: 'audit_service.audit_entries', time: 'recorded_at', make: auditEvent as Job['make'] });

/** The probe alone, which gets its events one by one. */
export const drainSingle = (bench: Bench, count = 8_000): Promise<Drained> =>
  drain(bench, { app: 'probe-service', topic: 'task-events', count, table: 'probe_service.inbox', time: 'received_at', make: deletedEvent as Job['make'] });
