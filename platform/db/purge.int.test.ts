import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { taskDeleted } from '#contracts/events/index';
import { createTestDatabase, goesOn, type TestDatabase } from '../../test/helpers/database.ts';
import { newId } from '../ids.ts';
import { purgeKeys } from '../outbox/purge-keys.ts';
import { inboxMigrations, outboxMigrations } from './migrate.ts';
import { inBatches, purgeRows } from './purge.ts';
import type { Queryable } from './queryable.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase('purge-test', [outboxMigrations, inboxMigrations]);
});
afterAll(() => db.drop());
beforeEach(() => db.database.query('truncate outbox_keys'));

const addKeys = (count: number, age: string): Promise<unknown> =>
  db.database.query(`insert into outbox_keys (key, used_at) select $1 || i, now() - $1::interval from generate_series(1, $2) i`, [age, count]);
const keys = async (): Promise<number> => (await db.database.query('select 1 from outbox_keys')).length;

const counting = (statements: string[]): Queryable => ({
  query: (sql, values) => {
    statements.push(sql);
    return db.database.query(sql, values);
  },
});

describe('a purge', () => {
  it('removes everything that is past its time, so many rows a statement', async () => {
    await addKeys(25, '2 days');
    await addKeys(3, '1 hour');
    const statements: string[] = [];
    const purge = purgeRows(counting(statements), { table: 'outbox_keys', where: 'used_at < now() - $1::interval', values: ['1 day'], batch: 10 });
    expect(await purge(goesOn)).toBe(25);
    expect(statements).toHaveLength(3);
    expect(await keys()).toBe(3);
  });

  it('leaves a row that a transaction uses, without waiting for it', async () => {
    await addKeys(3, '2 days');
    await db.database.transaction(async (tx) => {
      await tx.query(`select 1 from outbox_keys where key = '2 days1' for update`);
      expect(await purgeKeys(db.database)(goesOn)).toBe(2);
    });
    expect(await purgeKeys(db.database)(goesOn)).toBe(1);
  });

  it('ends after the batch under way when the service stops', async () => {
    const stopping = new AbortController();
    const step = async (): Promise<number> => {
      stopping.abort();
      return 10;
    };
    expect(await inBatches(step, { batch: 10, stopping: stopping.signal })).toBe(10);
    expect(await inBatches(step, { batch: 10, stopping: stopping.signal })).toBe(0);
  });
});

it('a key that an event is written under again stays', async () => {
  await addKeys(1, '2 days');
  await db.database.transaction(async (tx) => tx.emit(taskDeleted, { key: '2 days1', correlationid: 'c', data: { task_id: newId() } }));
  expect(await purgeKeys(db.database)(goesOn)).toBe(0);
});
