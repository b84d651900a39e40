import type { Database, Queryable } from '#platform/db/database';

/** Says which change the append-only trigger lets pass in this transaction. */
const announce = (tx: Queryable, change: 'UPDATE' | 'DELETE'): Promise<unknown> =>
  tx.query(`select set_config('audit.maintenance', $1, true)`, [change]);

/** Empties everything that speaks of a person; the chains still verify. Returns how many entries it emptied. */
export const eraseUser = (db: Database, userId: string): Promise<number> =>
  db.transaction(async (tx) => {
    await announce(tx, 'UPDATE');
    const erased = await tx.query(
      `update audit_entries set user_id = null, actor = null, task_id = null, payload = null, words = null, salt = null, erased_at = now()
       where user_id = $1 returning 1`,
      [userId],
    );
    return erased.length;
  });

/** Removes entries past their retention from the start of each chain, which then starts after them. Returns how many. */
export const pruneEntries = (db: Database, days: number): Promise<number> =>
  db.transaction(async (tx) => {
    await announce(tx, 'DELETE');
    await tx.query('select 1 from audit_heads order by chain for update');
    const pruned = await tx.query(
      `with kept as (
         select h.chain, coalesce(first.position, h.position + 1) as first
         from audit_heads h left join lateral (
           select position from audit_entries e
           where e.chain = h.chain and e.recorded_at >= now() - make_interval(days => $1) order by position limit 1
         ) first on true
       ), moved as (
         update audit_heads h set pruned_position = e.position, pruned_hash = e.hash
         from kept k join audit_entries e on e.chain = k.chain and e.position = k.first - 1
         where h.chain = k.chain returning 1
       )
       delete from audit_entries e using kept k where e.chain = k.chain and e.position < k.first returning 1`,
      [days],
    );
    return pruned.length;
  });
