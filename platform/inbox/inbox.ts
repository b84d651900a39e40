import { inboxDays } from '#contracts/envelope';
import type { Queryable } from '../db/database.ts';

/** Remembers these events as handled by this consumer and returns the ids that are new; sorted, so that batches never deadlock. */
export const rememberEvents = async (tx: Queryable, consumer: string, ids: string[]): Promise<Set<string>> => {
  const rows = await tx.query<{ event_id: string }>(
    `insert into inbox (consumer, event_id) select $1, id from unnest($2::uuid[]) id order by id
     on conflict do nothing returning event_id`,
    [consumer, [...new Set(ids)]],
  );
  return new Set(rows.map((row) => row.event_id));
};

const purgeBatch = 10_000;

/** Forgets events older than any replay may be, in short transactions; returns how many. */
export const forgetOldEvents = async (db: Queryable): Promise<number> => {
  for (let forgotten = 0; ; ) {
    const rows = await db.query(
      `delete from inbox where ctid = any(array(
         select ctid from inbox where received_at < now() - make_interval(days => $1) limit $2))
       returning 1`,
      [inboxDays, purgeBatch],
    );
    forgotten += rows.length;
    if (rows.length < purgeBatch) return forgotten;
  }
};
