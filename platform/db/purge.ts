import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Queryable } from './queryable.ts';

/**
 * Removes expired rows in batches and returns how many; ends after the current batch when
 * `stopping` aborts.
 */
export type Purge = (stopping: AbortSignal) => Promise<number>;

/**
 * Runs batches until one is not full. Between two it rests as long as the last one took, so
 * that traffic gets half of the time.
 */
export const inBatches = async (
  step: () => Promise<number>,
  options: { batch: number; stopping: AbortSignal; progress?: (done: number) => void },
): Promise<number> => {
  const { batch, stopping, progress } = options;
  let done = 0;
  while (!stopping.aborted) {
    const began = performance.now();
    const found = await step();
    done += found;
    progress?.(done);
    if (found < batch) break;
    await sleep(performance.now() - began, undefined, { signal: stopping }).catch(() => undefined);
  }
  return done;
};

/** Rows of a table that are no longer needed. */
export interface PastRows {
  table: string;
  /** Which rows, in SQL with the `values` as its parameters. */
  where: string;
  values?: unknown[];
  /** Rows per statement; fewer where they are large. */
  batch?: number;
}

/** Creates a purge of a table. A row that a transaction uses is left for the next time. */
export const purgeRows =
  (db: Queryable, { table, where, values = [], batch = 5_000 }: PastRows): Purge =>
  (stopping) => {
    const sql = `with gone as (
        delete from ${table} where ctid = any(array(select ctid from ${table} where ${where} limit ${batch} for update skip locked)) returning 1
      ) select count(*) as count from gone`;
    return inBatches(async () => (await db.query<{ count: number }>(sql, values))[0]!.count, { batch, stopping });
  };
