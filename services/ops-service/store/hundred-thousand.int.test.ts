import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/helpers/database.ts';
import { explain } from '../../../test/helpers/explain.ts';
import { migrations } from '../migrations.ts';
import { groupFailures } from './group-failures.ts';
import { listFailures } from './list-failures.ts';
import type { FailureFilter } from './failure-filter.ts';

const total = 100_000;
let db: TestDatabase;

const batch = 10_000;
const ago = `now() - make_interval(mins => i)`;

const addFailures = async (from: number): Promise<void> => {
  const numbers = `generate_series(${from}, ${from + batch - 1}) i`;
  await db.database.query(
    `insert into dead_letters (id, topic, partition, "offset", key, headers, payload, captured_at, event_id, event_type, user_id, task_id)
     select lpad(to_hex(i), 32, '0')::uuid, 'task-events', i % 3, i, 'key', '{}', convert_to(repeat('{"a":1}', 30), 'UTF8'), ${ago},
       gen_random_uuid()::text, 'task.' || (array['created', 'updated', 'deleted'])[1 + i % 3], 'user-' || i % 500, 'task-' || i
     from ${numbers}`,
  );
  await db.database.query(
    `insert into failures (id, dead_letter_id, consumer, reason, explanation, error_class, message, fingerprint, attempts, first_failed_at, last_failed_at, state, search)
     select lpad(to_hex(i + 1000000), 32, '0')::uuid, lpad(to_hex(i), 32, '0')::uuid, 'consumer-' || i % 5, 'handler_failed', 'it failed', 'E' || i % 10, 'row ' || i || ' is gone',
       case when i % 10000 = 7 then 'rare' else md5((i % 40)::text) end, 4, ${ago}, ${ago}, case when i % 4 = 0 then 'open' else 'archived' end,
       'consumer-' || i % 5 || ' row ' || i || ' is gone ' || md5(i::text) || md5((i * 7)::text)
     from ${numbers}`,
  );
};

/** As in production: many settled, most of the same kind, some unusual. */
beforeAll(async () => {
  db = await createTestDatabase('ops-service', migrations);
  for (let from = 1; from <= total; from += batch) await addFailures(from);
  await db.database.query('vacuum analyze');
}, 240_000);
afterAll(() => db.drop());

const measured: Record<string, string> = {};

/**
 * The indexes used by the query that `work` runs, those of them that answer without the
 * table, and the tables that it scans.
 */
const planOf = async (name: string, work: (query: TestDatabase['database']['query']) => Promise<unknown>): Promise<{ indexes: string[]; alone: string[]; whole: string[] }> => {
  let plan = '';
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    const started = performance.now();
    await work(async (sql, values) => db.database.query(sql, values));
    times.push(performance.now() - started);
  }
  measured[name] = `${Math.min(...times).toFixed(1)} ms`;
  await work(async (sql, values) => {
    plan = JSON.stringify(await db.database.query(explain(sql, '(format json)'), values));
    return [];
  });
  const all = (pattern: RegExp): string[] => [...new Set([...plan.matchAll(pattern)].map((match) => match[1]!))].sort();
  return { indexes: all(/"Index Name":"(\w+)"/g), alone: all(/"Index Only Scan"[^}]*?"Index Name":"(\w+)"/g), whole: all(/"Seq Scan"[^}]*?"Relation Name":"(\w+)"/g) };
};

const listed = (name: string, filter: FailureFilter, after?: { at: number; id: string }) => planOf(name, (query) => listFailures({ query }, filter, after, 50));
const open = ['open', 'replaying'];

describe('of a hundred thousand dead letters', () => {
  it.each([
    ['a page', { states: open }, 'failures_'],
    ['a later page', { states: open }, 'failures_', { at: Date.now() - 86_400_000, id: '00000000-0000-0000-0000-000000000000' }],
    ['a page of all', {}, 'failures_newest'],
    ['a large group', { group: 'c4ca4238a0b923820dcc509a6f75849b' }, 'failures_'],
    ['a small group', { group: 'rare' }, 'failures_group'],
    ['a piece of text', { q: 'row 4242 is' }, 'failures_search'],
    ['a piece of an id in the payload', { q: '6dc9c9' }, 'failures_search'],
    ['one user', { user_id: 'user-7' }, 'dead_letters_user'],
    ['one task', { task_id: 'task-77' }, 'dead_letters_task'],
    ['one consumer', { consumer: 'consumer-3', states: open }, 'failures_'],
  ] as [string, FailureFilter, string, { at: number; id: string }?][])('%s is found by an index, and no table is read whole', async (name, filter, index, after) => {
    const { indexes, whole } = await listed(name, filter, after);
    expect(indexes.join(' ')).toContain(index);
    expect(whole).toEqual([]);
  });

  it('the list reads no payload of what it does not show', async () => {
    const rows = await listFailures(db.database, { states: open }, undefined, 50);
    expect(rows).toHaveLength(50);
    expect(Object.keys(rows[0]!)).not.toContain('payload');
  });

  it('the groups of all are counted in an index alone, and those of the open ones read no table whole', async () => {
    const [all, some] = [await planOf('groups of all', (query) => groupFailures({ query }, {}, undefined, 100)), await planOf('groups of the open ones', (query) => groupFailures({ query }, { states: open }, undefined, 100))];
    expect([all.alone, all.whole, some.whole]).toEqual([['failures_groups'], [], []]);
  });

  it('the groups are counted, all of them', async () => {
    const groups = await groupFailures(db.database, {}, undefined, 100);
    expect([groups.length, groups.reduce((sum, { count }) => sum + count, 0)]).toEqual([41, total]);
    if (process.env['SHOW_TIMES']) process.stderr.write(`${JSON.stringify(measured, null, 2)}\n`);
  });
});
