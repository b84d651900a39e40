import { inboxDays } from '#contracts/envelope';
import type { Queryable } from '#platform/db/database';
import { purgeRows, type Purge } from '#platform/db/purge';

const past = {
  notices: `state <> 'waiting' and created_at < now() - make_interval(days => $1)`,
  deliveries: `state <> 'pending' and created_at < now() - make_interval(days => $1)`,
  digests: 'local_date < current_date - $1::int',
  notifications: 'created_at < now() - 2 * make_interval(days => $1)',
  // A tombstone is kept as long as a replay is possible.
  tasks: 'deleted_at < now() - make_interval(days => $1)',
};

const ofUsers = ['deliveries', 'notices', 'digests', 'notifications', 'preferences', 'push_subscriptions', 'unsubscribe_tokens', 'tasks'];

/** Removes everything about a user. */
export const forgetUser = async (tx: Queryable, user_id: string): Promise<void> => {
  for (const table of ofUsers) await tx.query(`delete from ${table} where user_id = $1`, [user_id]);
};

/** The purges of what no event or request can refer to any more. */
export const oldRows = (db: Queryable): Record<string, Purge> =>
  Object.fromEntries(Object.entries(past).map(([table, where]) => [table, purgeRows(db, { table, where, values: [inboxDays] })]));
