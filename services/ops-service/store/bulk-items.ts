import type { Queryable } from '#platform/db/database';
import { failedEventColumns, type FailedEvent } from './replays.ts';

/** An open failure, with the copy that it has been edited to. */
export interface GroupMember extends FailedEvent {
  edited_event_id: string | null;
  edited_data: unknown;
  /** To the microsecond; a Date would round it. */
  failed_at: string;
}

const pageSize = 50;
const firstId = '00000000-0000-0000-0000-000000000000';

/** Which failures a bulk replay takes; a null does not narrow them. */
export interface Selection {
  fingerprint: string | null;
  /** They failed last at this instant or later; ISO. */
  since: string | null;
}

const page = (db: Queryable, { fingerprint, since }: Selection, after: GroupMember | null, locking: string): Promise<GroupMember[]> => {
  const [group, time] = [fingerprint === null ? '$4::text is null' : 'f.fingerprint = $4', since === null ? '$5::timestamptz is null' : 'f.last_failed_at >= $5'];
  return db.query<GroupMember>(
    `select ${failedEventColumns}, l.event_id as edited_event_id, l.edited_data, f.first_failed_at::text as failed_at from failures f
     join dead_letters d on d.id = f.dead_letter_id
     left join lateral (
       select case when mode = 'edited' then event_id end as event_id, edited_data from replays
       where failure_id = f.id and published_at is not null order by id desc limit 1) l on true
     where f.state = 'open' and (f.first_failed_at, f.id) > ($1, $2) and ${group} and ${time}
     order by f.first_failed_at, f.id limit $3 ${locking}`,
    [after?.failed_at ?? '-infinity', after?.failure_id ?? firstId, pageSize, fingerprint, since],
  );
};

/**
 * The open failures of a selection, oldest first, in pages, because each comes with its
 * payload. They are locked; one that is being replayed by somebody else at this moment is
 * skipped.
 */
export const walkOpen = async function* (db: Queryable, selection: Selection, options: { lock: boolean }): AsyncGenerator<GroupMember[]> {
  let after: GroupMember | null = null;
  for (;;) {
    const members: GroupMember[] = await page(db, selection, after, options.lock ? 'for update of f skip locked' : '');
    if (members.length > 0) yield members;
    if (members.length < pageSize) return;
    after = members.at(-1)!;
  }
};

/** A replay that waits for its batch. */
export interface NewWaiting {
  id: string;
  failure_id: string;
  event_id: string;
  mode: 'same' | 'edited';
  edited_data: unknown;
}

/** Adds replays that wait, in the order in which they will go out: their ids ascend. */
export const addWaitingReplays = (
  tx: Queryable,
  bulk: { id: string; requested_by: string; requested_at: string },
  waiting: readonly NewWaiting[],
): Promise<unknown> =>
  tx.query(
    `insert into replays (id, failure_id, bulk_replay_id, event_id, mode, edited_data, requested_by, requested_at, state)
     select n.id, n.failure_id, $1, n.event_id, n.mode, n.edited_data, $2, $3, 'waiting'
     from unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::jsonb[]) as n (id, failure_id, event_id, mode, edited_data)`,
    [
      bulk.id, bulk.requested_by, bulk.requested_at,
      waiting.map(({ id }) => id),
      waiting.map(({ failure_id }) => failure_id),
      waiting.map(({ event_id }) => event_id),
      waiting.map(({ mode }) => mode),
      waiting.map(({ mode, edited_data }) => (mode === 'edited' ? JSON.stringify(edited_data) : null)),
    ],
  );

/** A waiting replay with the event that it sends. */
export interface WaitingReplay extends FailedEvent {
  replay_id: string;
  replay_event_id: string;
  mode: 'same' | 'edited';
  edited_data: unknown;
}

/**
 * The next replays of a bulk replay that wait, with their events, oldest first; the bulk
 * replay is locked.
 */
export const nextWaiting = (tx: Queryable, bulk_replay_id: string, limit: number): Promise<WaitingReplay[]> =>
  tx.query<WaitingReplay>(
    `select ${failedEventColumns}, r.id as replay_id, r.event_id as replay_event_id, r.mode, r.edited_data
     from replays r join failures f on f.id = r.failure_id join dead_letters d on d.id = f.dead_letter_id
     where r.bulk_replay_id = $1 and r.state = 'waiting' order by r.id limit $2 for update of f`,
    [bulk_replay_id, limit],
  );

/** Marks a waiting replay as sent at an instant (ISO). */
export const markPublished = (tx: Queryable, replay_id: string, published_at: string): Promise<unknown> =>
  tx.query(`update replays set state = 'published', published_at = $2 where id = $1`, [replay_id, published_at]);

/** The failures of a bulk replay that wait, locked: before their replays. */
export const lockWaiting = (tx: Queryable, bulk_replay_id: string): Promise<{ id: string; failure_id: string }[]> =>
  tx.query<{ id: string; failure_id: string }>(
    `select r.id, f.id as failure_id from failures f join replays r on r.failure_id = f.id
     where r.bulk_replay_id = $1 and r.state = 'waiting' order by f.id for update of f`,
    [bulk_replay_id],
  );

/** A few of the failures that stopped a bulk replay. */
export const findUnsuccessful = async (tx: Queryable, bulk_replay_id: string): Promise<string[]> =>
  (
    await tx.query<{ failure_id: string }>(
      `select failure_id from replays where bulk_replay_id = $1 and state in ('failed_again', 'unconfirmed') order by id limit 3`,
      [bulk_replay_id],
    )
  ).map(({ failure_id }) => failure_id);
