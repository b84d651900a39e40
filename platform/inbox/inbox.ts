import { inboxDays } from '#contracts/envelope';
import { purgeRows, type Purge } from '../db/purge.ts';
import type { Queryable } from '../db/queryable.ts';

/** Records these events as handled by this consumer and returns the ids that are new; sorted, so that batches never deadlock. */
export const rememberEvents = async (tx: Queryable, consumer: string, ids: string[]): Promise<Set<string>> => {
  const rows = await tx.query<{ event_id: string }>(
    `insert into inbox (consumer, event_id) select $1, id from unnest($2::uuid[]) id order by id
     on conflict do nothing returning event_id`,
    [consumer, [...new Set(ids)]],
  );
  return new Set(rows.map((row) => row.event_id));
};

/** Forgets the events that no replay can reach any more. */
export const purgeInbox = (db: Queryable): Purge => purgeRows(db, { table: 'inbox', where: 'received_at < now() - make_interval(days => $1)', values: [inboxDays] });
