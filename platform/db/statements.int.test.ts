import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, silentLog, type TestDatabase } from '../../test/helpers/database.ts';
import { openDatabase, type Database, type Queryable } from './database.ts';
import { isOutage } from './outage.ts';
import { plannedAnew } from './statements.ts';

let db: TestDatabase;
/** A pool with a single connection, so that what was prepared is there for the next query. */
let database: Database;

beforeEach(async () => {
  db = await createTestDatabase('statements-test', []);
  await db.database.query('create table item (id int primary key, size int)');
  await db.database.query('insert into item values (1, 10)');
  database = openDatabase({ url: db.url, service: 'statements-test', poolSize: 1, log: silentLog });
});
afterEach(async () => {
  await database.close();
  await db.drop();
});

const read = (on: Queryable): Promise<object[]> => on.query('select * from item where id = $1', [1]);
const prepared = async (): Promise<number> => (await database.query<{ n: number }>('select count(*) as n from pg_prepared_statements'))[0]!.n;
const migrate = (): Promise<unknown> => db.database.query('alter table item alter size type text, add name text');

describe('a statement with values', () => {
  it('is prepared once a connection, whatever its values', async () => {
    for (const id of [1, 2, 3]) await database.query('select size from item where id = $1', [id]);
    expect(await prepared()).toBe(1);
  });

  it('goes on through a migration that changes its result', async () => {
    await read(database);
    await migrate();
    expect(await read(database)).toEqual([{ id: 1, size: '10', name: null }]);
    await database.transaction(async (tx) => expect(await read(tx)).toHaveLength(1));
  });

  it('goes on when the server has forgotten what was prepared', async () => {
    await read(database);
    await database.query('deallocate all');
    expect(await read(database)).toHaveLength(1);
  });

  it('makes a transaction that began before such a migration fail as an outage does, nothing of it stays, and the next one works', async () => {
    await read(database);
    await migrate();
    const attempt = database.transaction(async (tx) => {
      await tx.query('insert into item (id) values ($1)', [2]);
      await read(tx);
    });
    expect(isOutage(await attempt.catch((error: unknown) => error))).toBe(true);
    await database.transaction(async (tx) => expect(await read(tx)).toHaveLength(1));
    expect(await database.query('select 1 from item where id = 2')).toEqual([]);
  });

  it('is not prepared where its best plan depends on its values', async () => {
    for (const id of [1, 2]) await database.query(`${plannedAnew}select size from item where id = $1`, [id]);
    expect(await prepared()).toBe(0);
  });

  it('may use bitmap scans where it is planned anew, which a text index needs, and nowhere else', async () => {
    const sql = `select current_setting('enable_bitmapscan') as bitmaps, $1::int as n`;
    const settings = async (on: Queryable): Promise<string[]> => {
      const seen: string[] = [];
      for (const text of [sql, `${plannedAnew}${sql}`, sql]) seen.push((await on.query<{ bitmaps: string }>(text, [1]))[0]!.bitmaps);
      return seen;
    };
    expect(await settings(database)).toEqual(['off', 'on', 'off']);
    expect(await database.transaction(settings)).toEqual(['off', 'on', 'off']);
  });

  it('that was prepared on an empty table finds its rows by the index when there are many', async () => {
    await db.database.query('truncate item');
    await db.database.query('vacuum analyze item');
    const sql = 'select size from item where id = any($1)';
    for (let i = 0; i < 10; i++) await database.query(sql, [[1]]);
    await db.database.query('insert into item select i, i from generate_series(1, 20000) i');
    const [row] = await database.query<{ name: string; generic: number }>('select name, generic_plans as generic from pg_prepared_statements where statement = $1', [sql]);
    expect(row!.generic).toBeGreaterThan(0);
    const plan = await database.query(`explain execute ${row!.name}('{1}')`);
    expect(JSON.stringify(plan)).toContain('item_pkey');
  });

  it('runs unnamed where there are too many of them', async () => {
    for (let i = 0; i < 250; i++) expect(await database.query(`select $1::int + ${i} as sum`, [1])).toEqual([{ sum: i + 1 }]);
    expect(await prepared()).toBe(200);
  });
});
