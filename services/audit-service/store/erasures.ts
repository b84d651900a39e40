import type { Database, Transaction } from '#platform/db/database';
import type { Purge } from '#platform/db/purge';
import { eraseUser } from './maintenance.ts';

/** The operation of the entry that records a deleted account. */
export const userDeletedOperation = 'user.deleted';

/**
 * Schedules the entries of deleted users for erasure, up to the entry that records the
 * deletion.
 */
export const requestErasures = (tx: Transaction, user_ids: readonly string[]): void => {
  if (user_ids.length === 0) return;
  tx.write(
    `insert into erasures (user_id, before_id)
     select user_id, max(id) from audit_entries where user_id = any($1) and operation = $2 group by user_id
     on conflict (user_id) do update set before_id = excluded.before_id, erased_at = null`,
    [user_ids, userDeletedOperation],
  );
};

/** Erases what is scheduled, in batches; returns the number of entries. */
export const eraseRequested = (db: Database): Purge => async (stopping) => {
  let all = 0;
  for (const { user_id, before_id } of await db.query<{ user_id: string; before_id: number }>('select user_id, before_id from erasures where erased_at is null order by requested_at limit 100')) {
    const entries = await eraseUser(db, user_id, { stopping, before: before_id });
    // Perhaps not all of them: the rest follow when the service is back.
    if (stopping.aborted) return all + entries;
    await db.query('update erasures set erased_at = now(), entries = $2 where user_id = $1 and before_id = $3', [user_id, entries, before_id]);
    all += entries;
  }
  return all;
};
