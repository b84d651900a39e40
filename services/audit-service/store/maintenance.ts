import type { Database, Queryable } from '#platform/db/database';
import { inBatches, type Purge } from '#platform/db/purge';

/** Tells the append-only trigger which change to allow in this transaction. */
const announce = (tx: Queryable, change: 'UPDATE' | 'DELETE'): Promise<unknown> =>
  tx.query(`select set_config('audit.maintenance', $1, true)`, [change]);

/** Entries per transaction: an append waits for one such transaction at most. */
const batch = 1_000;

/** Erases all personal content; the chains still verify. Returns the number of erased entries. */
export const eraseUser = (
  db: Database,
  userId: string,
  { before = null, ...options }: { stopping: AbortSignal; before?: number | null; progress?: (done: number) => void },
): Promise<number> =>
  inBatches(
    () =>
      db.transaction(async (tx) => {
        await announce(tx, 'UPDATE');
        const erased = await tx.query(
          `update audit_entries set user_id = null, actor = null, task_id = null, payload = null, words = null, salt = null, erased_at = now()
           where id in (select id from audit_entries where user_id = $1 and ($3::bigint is null or id < $3) limit $2) returning 1`,
          [userId, batch, before],
        );
        return erased.length;
      }),
    { ...options, batch },
  );

const pruneChain = (db: Database, chain: number, days: number): Promise<number> =>
  db.transaction(async (tx) => {
    await announce(tx, 'DELETE');
    await tx.query('select 1 from audit_heads where chain = $1 for update', [chain]);
    const pruned = await tx.query(
      `with oldest as materialized (
         select position, hash, bool_and(recorded_at < now() - make_interval(days => $2)) over (order by position) as due
         from audit_entries where chain = $1 order by position limit $3
       ), due as materialized (select position, hash from oldest where due
       ), moved as (
         update audit_heads h set pruned_position = d.position, pruned_hash = d.hash
         from due d where h.chain = $1 and d.position = (select max(position) from due) returning 1
       )
       delete from audit_entries e using due d where e.chain = $1 and e.position = d.position returning 1`,
      [chain, days, batch],
    );
    return pruned.length;
  });

/**
 * Removes entries past their retention from the start of each chain, which then begins
 * after them.
 */
export const pruneEntries =
  (db: Database, days: number): Purge =>
  async (stopping) => {
    let all = 0;
    for (const { chain } of await db.query<{ chain: number }>('select chain from audit_heads order by chain')) {
      all += await inBatches(() => pruneChain(db, chain, days), { batch, stopping });
    }
    return all;
  };
