import { inboxDays } from '#contracts/envelope';
import type { Queryable } from '#platform/db/database';

const past: [table: string, condition: string][] = [
  ['notices', `state <> 'waiting' and created_at < now() - make_interval(days => $1)`],
  ['deliveries', `state <> 'pending' and created_at < now() - make_interval(days => $1)`],
  ['digests', `local_date < current_date - $1::int`],
  ['notifications', `created_at < now() - 2 * make_interval(days => $1)`],
  // A tombstone lives as long as a replay is possible.
  ['tasks', `deleted_at < now() - make_interval(days => $1)`],
];

const batch = 10_000;

/** Removes what nobody can ask for any more, in statements of a bounded number of rows, until there is no more; returns how many. */
export const forgetOldRows = async (db: Queryable): Promise<number> => {
  let count = 0;
  for (const [table, condition] of past) {
    for (let removed = batch; removed === batch; count += removed) {
      const rows = await db.query(`delete from ${table} where ctid = any(array(select ctid from ${table} where ${condition} limit ${batch})) returning 1`, [inboxDays]);
      removed = rows.length;
    }
  }
  return count;
};

const ofUsers = ['deliveries', 'notices', 'digests', 'notifications', 'preferences', 'push_subscriptions', 'unsubscribe_tokens', 'tasks'];

/** Removes everything of a user. */
export const forgetUser = async (tx: Queryable, user_id: string): Promise<void> => {
  for (const table of ofUsers) await tx.query(`delete from ${table} where user_id = $1`, [user_id]);
};
