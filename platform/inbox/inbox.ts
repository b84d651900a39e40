import { inboxDays, type Envelope } from '#contracts/envelope';
import { purgeRows, type Purge } from '../db/purge.ts';
import type { Queryable } from '../db/queryable.ts';
import type { FailedTries } from './failed-tries.ts';

/** An event by its id, and by that of an older version which says the same. */
export type Known = Pick<Envelope, 'id' | 'sameas'>;

/**
 * What an event is remembered by: of two versions that say the same, the first to come is
 * handled.
 */
export const factOf = ({ id, sameas }: Known): string => sameas ?? id;

/** What the inbox knows about the events of a batch. */
export interface Remembered {
  /** The facts that are new to this consumer. */
  fresh: Set<string>;
  /** Events that had failed before and are being handled now, by id. */
  failed: Map<string, FailedTries>;
}

/**
 * Records these events as handled by this consumer and forgets their failed tries. Ids are
 * inserted in order, so that batches never deadlock; the inserts come first, because a
 * transaction waiting for one must not hold the failed tries of another.
 */
export const rememberEvents = async (tx: Queryable, consumer: string, events: readonly Known[]): Promise<Remembered> => {
  const rows = await tx.query<FailedTries & { event_id: string }>(
    `with fresh as (
       insert into inbox (consumer, event_id) select $1, id from unnest($2::uuid[]) id order by id
       on conflict do nothing returning event_id),
     failed as (
       delete from failed_tries where consumer = $1 and event_id = any($3::text[]) returning event_id, topic, partition, "offset", tries)
     select event_id::text, null as topic, null as partition, null as "offset", null as tries from fresh
     union all select event_id, topic, partition, "offset", tries from failed`,
    [consumer, [...new Set(events.map(factOf))], events.map(({ id }) => id)],
  );
  return {
    fresh: new Set(rows.filter(({ tries }) => tries === null).map(({ event_id }) => event_id)),
    failed: new Map(rows.filter(({ tries }) => tries !== null).map(({ event_id, ...failed }) => [event_id, failed])),
  };
};

/** Forgets the events that no replay can reach any more. */
export const purgeInbox = (db: Queryable): Purge => purgeRows(db, { table: 'inbox', where: 'received_at < now() - make_interval(days => $1)', values: [inboxDays] });
