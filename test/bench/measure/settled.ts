import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { LagReader } from './lag.ts';
import { unmeasured } from './statements.ts';

const lookEveryMs = 200;

/** The schemas that have a table of that name. */
export const schemasWith = async (database: pg.Client, table: string): Promise<string[]> => {
  const { rows } = await database.query<{ schema: string }>(`select ${unmeasured} schemaname as schema from pg_tables where tablename = $1 order by 1`, [table]);
  return rows.map(({ schema }) => schema);
};

const anyWaiting = async (database: pg.Client, schemas: readonly string[]): Promise<boolean> => {
  const looks = schemas.map((schema) => `exists (select from ${schema}.outbox where parked_at is null)`);
  const { rows } = await database.query<{ waiting: boolean }>(`select ${unmeasured} ${looks.join(' or ')} as waiting`);
  return rows[0]!.waiting;
};

/** Waits until every outbox is empty and no consumer lags; returns how long it took in ms, or null when `limitMs` did not suffice. */
export const untilSettled = async ({ database, lag }: { database: pg.Client; lag: LagReader }, limitMs: number): Promise<number | null> => {
  const schemas = await schemasWith(database, 'outbox');
  const started = performance.now();
  const isSettled = async (): Promise<boolean> =>
    !(await anyWaiting(database, schemas)) && [...(await lag.read()).values()].every((behind) => behind === 0) && !(await anyWaiting(database, schemas));
  for (;;) {
    const at = performance.now();
    if (await isSettled()) return at - started;
    if (at - started > limitMs) return null;
    await sleep(lookEveryMs);
  }
};
