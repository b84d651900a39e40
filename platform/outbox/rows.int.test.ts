import { afterAll, beforeAll, expect, it } from 'vitest';
import { taskDeleted } from '#contracts/events/index';
import { taskEvents } from '#contracts/topics';
import { createTestDatabase, silentLog, type TestDatabase } from '../../test/helpers/database.ts';
import { openDatabase, type Database } from '../db/database.ts';
import { outboxMigrations } from '../db/migrate.ts';
import { newId } from '../ids.ts';
import { bucketCount } from './draft.ts';
import { readLaneHeads, removePublished } from './rows.ts';

const service = 'rows-test';
let db: TestDatabase;
const opened: Database[] = [];
beforeAll(async () => {
  db = await createTestDatabase(service, [outboxMigrations]);
});
afterAll(async () => {
  await Promise.all(opened.map((queue) => queue.close()));
  await db.drop();
});

const openQueue = (): Database => {
  const queue = openDatabase({ url: db.url, service, poolSize: 1, log: silentLog });
  opened.push(queue);
  return queue;
};

const wanted = { topics: [taskEvents.name], buckets: Array.from({ length: bucketCount }, (_, bucket) => bucket), except: [], limit: 100, bytes: 1_000_000 };
const keys = Array.from({ length: 40 }, () => newId());

/** One event a key is written, read and removed, as by a service and its relay. */
const passThrough = async (queue: Database): Promise<void> => {
  await db.database.transaction(async (tx) => {
    for (const key of keys) tx.emit(taskDeleted, { key, sequence: 1, correlationid: 'test-correlation', data: { task_id: newId() } });
  });
  const { rows } = await readLaneHeads(queue, wanted);
  expect(rows).toHaveLength(keys.length);
  await removePublished(queue, rows.map(({ position }) => position));
};

const indexBytes = async (): Promise<number> => (await db.database.query<{ bytes: number }>(`select pg_relation_size('outbox_lanes') as bytes`))[0]!.bytes;

it('reads past no more than a few of the rows that were removed, however many they were since the last vacuum', async () => {
  await db.database.query('alter table outbox set (autovacuum_enabled = off)');
  // What the planner remembers of a quiet time: that the table is empty.
  await db.database.query('analyze outbox');
  const early = openQueue();
  for (let round = 0; round < 75; round += 1) await passThrough(early);
  const before = await indexBytes();
  // A relay that starts now plans on many pages.
  const late = openQueue();
  for (let round = 0; round < 150; round += 1) await passThrough(late);
  // 6,000 entries that nobody marked as dead take 500 KB.
  expect((await indexBytes()) - before).toBeLessThan(100_000);
});
