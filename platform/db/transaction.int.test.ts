import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, silentLog, type TestDatabase } from '../../test/helpers/database.ts';
import { openDatabase, type Database } from './database.ts';

let db: TestDatabase;
/**
 * A pool with one connection, so the next transaction meets whatever a failed one leaves
 * behind.
 */
let database: Database;

beforeAll(async () => {
  db = await createTestDatabase('transaction-test', []);
  await db.database.query('create table item (id int primary key, label jsonb)');
  database = openDatabase({ url: db.url, service: 'transaction-test', poolSize: 1, log: silentLog });
});
afterAll(async () => {
  await database.close();
  await db.drop();
});
beforeEach(() => db.database.query('truncate item'));

const ids = async (): Promise<number[]> => (await database.query<{ id: number }>('select id from item order by id')).map(({ id }) => id);
const add = 'insert into item (id) values ($1)';

describe('a transaction', () => {
  it('runs what is written and asked in the order in which it was said', async () => {
    const seen = await database.transaction(async (tx) => {
      tx.write(add, [1]);
      tx.write(add, [2]);
      const between = await tx.query<{ id: number }>('select id from item order by id');
      tx.write('delete from item where id = $1', [1]);
      tx.write(add, [3]);
      return between;
    });
    expect(seen).toEqual([{ id: 1 }, { id: 2 }]);
    expect(await ids()).toEqual([2, 3]);
  });

  it('fails with the first statement that fails, wherever it is noticed, and nothing of it stays', async () => {
    const atCommit = database.transaction(async (tx) => {
      for (const id of [1, 2, 1, 3]) tx.write(add, [id]);
    });
    await expect(atCommit).rejects.toMatchObject({ code: '23505' });
    const atNextQuery = database.transaction(async (tx) => {
      for (const id of [1, 1]) tx.write(add, [id]);
      await tx.query('select 1');
    });
    await expect(atNextQuery).rejects.toMatchObject({ code: '23505' });
    await expect(database.transaction(async (tx) => tx.query('select nothing from nowhere where 1 = $1', [1]))).rejects.toMatchObject({ code: '42P01' });
    expect(await ids()).toEqual([]);
  });

  it('uses the statements of a failed one again, those that it came to and those that it did not', async () => {
    const never = 'update item set label = $2 where id = $1';
    await expect(database.transaction(async (tx) => { tx.write(add, ['x']); tx.write(never, [1, '{}']); })).rejects.toMatchObject({ code: '22P02' });
    await database.transaction(async (tx) => { tx.write(add, [1]); tx.write(never, [1, '{"a":1}']); });
    expect(await database.query('select label from item')).toEqual([{ label: { a: 1 } }]);
  });

  it('commits nothing that follows a value which cannot be sent, and goes on', async () => {
    const circular: Record<string, unknown> = {};
    circular['itself'] = circular;
    const labelled = 'insert into item (id, label) values ($1, $2)';
    await expect(database.transaction(async (tx) => { tx.write(add, [1]); tx.write(labelled, [2, circular]); tx.write(add, [3]); })).rejects.toThrow('circular');
    await database.transaction(async (tx) => { tx.write(labelled, [4, {}]); });
    expect(await ids()).toEqual([4]);
  });

  it('does not take a rollback for a commit where a handler has passed over a failure', async () => {
    const careless = database.transaction(async (tx) => {
      tx.write(add, [1]);
      await tx.query('select 1 / 0').catch(() => undefined);
    });
    await expect(careless).rejects.toThrow('ROLLBACK');
    expect(await ids()).toEqual([]);
  });

  it('rolls back what was written when the work throws, sent or not', async () => {
    const failing = (look: boolean): Promise<unknown> => database.transaction(async (tx) => {
      tx.write(add, [1]);
      if (look) await tx.query('select 1');
      throw new Error('no');
    });
    for (const look of [true, false]) await expect(failing(look)).rejects.toThrow('no');
    expect(await ids()).toEqual([]);
  });

  it('lets several transactions that ask at once take turns, each with its own answers', async () => {
    const sums = await Promise.all(Array.from({ length: 20 }, (_, i) => database.transaction(async (tx) => {
      tx.write(add, [i]);
      return (await tx.query<{ n: number }>('select count(*) as n from item'))[0]!.n;
    })));
    expect(sums.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });
});

/** V8's own collector: all objects, or only the young ones, of which it promotes what is in use. */
const collector = (): ((options?: { type: 'minor' }) => void) => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
};

const oldBytes = (): number => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space')!.space_used_size;

it('leaves nothing among old objects that its statements needed', async () => {
  const collect = collector();
  const run = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i++) {
      await database.transaction(async (tx) => {
        tx.write('select $1::int', [i]);
        await tx.query('select $1::int as one, $2::text as other', [i, 'text']);
      });
      await database.query('select $1::int as alone', [i]);
    }
  };
  // Until what is compiled and remembered once is there.
  await run(2_000);
  collect();
  const before = oldBytes();
  await run(1_000);
  collect({ type: 'minor' });
  collect({ type: 'minor' });
  expect(oldBytes() - before).toBeLessThan(1_000_000);
});
