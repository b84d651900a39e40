import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { taskDeleted } from '#contracts/events/index';
import { createTestDatabase, type TestDatabase } from '../../test/helpers/database.ts';
import { connectionConfig } from '../db/connection.ts';
import { outboxMigrations } from '../db/migrate.ts';
import { newId } from '../ids.ts';

const service = 'append-test';
let db: TestDatabase;
let other: pg.Client;
beforeAll(async () => {
  db = await createTestDatabase(service, [outboxMigrations]);
  other = new pg.Client(connectionConfig({ url: db.url, service }));
  await other.connect();
});
afterAll(async () => {
  await other.end();
  await db.drop();
});

const waitsForLock = async (): Promise<number> =>
  (await db.database.query(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).length;

it('draws the positions of a key only when no transaction is left that may commit before it', async () => {
  await other.query('begin');
  await other.query(`insert into outbox_keys (key) values ('ada') on conflict (key) do update set used_at = now()`);
  const later = db.database.transaction(async (tx) => tx.emit(taskDeleted, { key: 'ada', correlationid: 'test-correlation', data: { task_id: newId() } }));
  await expect.poll(waitsForLock).toBe(1);
  await other.query(`insert into outbox (id, topic, key, bucket, event) values ($1, 'task-events', 'ada', 0, '{}')`, [newId()]);
  await other.query('commit');
  await later;
  const rows = await db.database.query<{ first: boolean }>(`select event = '{}' as first from outbox where key = 'ada' order by position`);
  expect(rows).toEqual([{ first: true }, { first: false }]);
});
