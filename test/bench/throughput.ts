import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { auditRecorded, taskDeleted } from '#contracts/events/index';
import type { Event, EventDefinition } from '#contracts/define-event';
import { daprBulkPublish } from '#platform/dapr/bulk-publish';
import { newId } from '#platform/ids';
import type { TestInstance } from '../harness/instance.ts';
import { makeEvent } from '../helpers/events.ts';

const users = 200;
const batch = 200;

const auditEvent = (userId: string): Event<typeof auditRecorded> =>
  makeEvent(
    auditRecorded,
    { actor: userId, operation: 'task.created', source: 'api', task_id: newId(), before: null, after: { title: 'benchmark', description: 'x'.repeat(400) } },
    { partitionkey: userId },
  );

const deletedEvent = (userId: string): Event<typeof taskDeleted> => makeEvent(taskDeleted, { task_id: newId() }, { partitionkey: userId });

const fill = async (instance: TestInstance, topic: string, count: number, make: (userId: string) => Event<EventDefinition>): Promise<number> => {
  const port = Number(new URL(instance.sidecarUrls['chat-api']!).port);
  const publish = daprBulkPublish(port, instance.tokens.dapr);
  const userIds = Array.from({ length: users }, newId);
  const started = Date.now();
  for (let sent = 0; sent < count; sent += batch) {
    const events = Array.from({ length: batch }, (_, i) => make(userIds[(sent + i) % users]!));
    const { failed } = await publish(topic, events.map((event) => ({ id: event.id, key: event.partitionkey, event: JSON.stringify(event) })));
    if (failed.size > 0) throw new Error(`publishing failed: ${[...failed.values()][0]}`);
  }
  return (count / (Date.now() - started)) * 1000;
};

const waitForRows = async (database: pg.Client, table: string, rows: number): Promise<void> => {
  for (;;) {
    const result = await database.query<{ count: string }>(`select count(*) from ${table}`);
    if (Number(result.rows[0]!.count) >= rows) return;
    await sleep(250);
  }
};

/** A backlog of events is published while its consumer is stopped; then the consumer starts and the clock of the database tells the rate. */
const drain = async (
  instance: TestInstance,
  database: pg.Client,
  job: { app: string; topic: string; count: number; table: string; time: string; make: (userId: string) => Event<EventDefinition> },
): Promise<{ published_per_s: number; handled_per_s: number }> => {
  const { app, topic, count, table, time, make } = job;
  await instance.stopApp(app);
  const before = Number((await database.query<{ count: string }>(`select count(*) from ${table}`)).rows[0]!.count);
  const publishedRate = await fill(instance, topic, count, make);
  await instance.startApp(app);
  await waitForRows(database, table, before + count);
  const { rows } = await database.query<{ seconds: number }>(
    `select extract(epoch from max(at) - min(at))::float8 as seconds from (select ${time} as at from ${table} order by ${time} desc limit $1) handled`,
    [count],
  );
  return { published_per_s: Math.round(publishedRate), handled_per_s: Math.round(count / rows[0]!.seconds) };
};

/** Events a second that audit-service appends, delivered in bulk. */
export const measureBulk = (instance: TestInstance, database: pg.Client, count = 60_000) =>
  drain(instance, database, { app: 'audit-service', topic: 'audit-log', count, table: 'audit_service.audit_entries', time: 'recorded_at', make: auditEvent as never });

/** Events a second that the probe records, delivered one by one. */
export const measureSingle = (instance: TestInstance, database: pg.Client, count = 8_000) =>
  drain(instance, database, { app: 'probe-service', topic: 'task-events', count, table: 'probe_service.inbox', time: 'received_at', make: deletedEvent as never });
