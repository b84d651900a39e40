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

/** Counts the events that wait in the outboxes of some schemas. */
export const countWaiting = async (database: pg.Client, schemas: readonly string[]): Promise<number> => {
  const counts = schemas.map((schema) => `(select count(*) from ${schema}.outbox where parked_at is null)`);
  const { rows } = await database.query<{ waiting: number }>(`select ${unmeasured} (${counts.join(' + ')})::int as waiting`);
  return rows[0]!.waiting;
};

/**
 * Waits until every outbox is empty and no consumer lags; returns how long that took in ms,
 * or null after `limitMs`.
 */
export const untilSettled = async ({ database, lag }: { database: pg.Client; lag: LagReader }, limitMs: number): Promise<number | null> => {
  const schemas = await schemasWith(database, 'outbox');
  const started = performance.now();
  const isSettled = async (): Promise<boolean> =>
    (await countWaiting(database, schemas)) === 0 && [...(await lag.read()).values()].every((behind) => behind === 0) && (await countWaiting(database, schemas)) === 0;
  for (;;) {
    const at = performance.now();
    if (await isSettled()) return at - started;
    if (at - started > limitMs) return null;
    await sleep(lookEveryMs);
  }
};
