import type { z } from 'zod';
import type { FailureState } from '#contracts/http/ops/failures';
import type { replay } from '#contracts/http/ops/replays';
import type { Queryable } from '#platform/db/database';
import type { StoredLetter } from '../domain/replay-envelope.ts';

/** A replay as administrators see it. */
export type Replay = z.output<typeof replay>;

/** A failure with the event that failed, as a replay needs them. */
export interface FailedEvent extends StoredLetter {
  failure_id: string;
  consumer: string;
  state: FailureState;
  event_id: string | null;
  event_type: string | null;
  user_id: string | null;
  task_id: string | null;
  first_failed_at: Date;
}

/** The columns of a {@link Replay}, of the table called r. */
export const replayColumns = `r.id, r.failure_id, r.bulk_replay_id, r.event_id, r.mode, r.edited_data, r.requested_by, r.requested_at,
  r.state, r.published_at, r.settled_at, r.outcome, r.reason`;

/** The columns of a {@link FailedEvent}, of failures f and dead_letters d. */
export const failedEventColumns = `f.id as failure_id, f.consumer, f.state, f.first_failed_at, d.topic, d.key, d.payload, d.event_id,
  d.event_type, d.user_id, d.task_id`;

/** Locks a failure with its event, so that replays of it take turns. */
export const lockFailedEvent = async (tx: Queryable, failure_id: string): Promise<FailedEvent | null> =>
  (
    await tx.query<FailedEvent>(
      `select ${failedEventColumns} from failures f join dead_letters d on d.id = f.dead_letter_id where f.id = $1 for update of f`,
      [failure_id],
    )
  )[0] ?? null;

/** The newest replay of a failure that was published; a cancelled one never was. */
export const findLatestReplay = async (tx: Queryable, failure_id: string): Promise<Replay | null> =>
  (
    await tx.query<Replay>(
      `select ${replayColumns} from replays r where r.failure_id = $1 and r.published_at is not null order by r.id desc limit 1`,
      [failure_id],
    )
  )[0] ?? null;

/** A replay that has not ended. */
export type Running = Pick<Replay, 'state' | 'bulk_replay_id'>;

/** The replay of a failure that is under way. */
export const findRunning = async (tx: Queryable, failure_id: string): Promise<Running | null> =>
  (await tx.query<Running>(`select state, bulk_replay_id from replays where failure_id = $1 and state in ('waiting', 'published')`, [failure_id]))[0] ?? null;

/** The replay that an administrator's key has already started. */
export const findReplayByKey = async (tx: Queryable, failure_id: string, requested_by: string, key: string): Promise<Replay | null> =>
  (
    await tx.query<Replay>(
      `select ${replayColumns} from replays r where r.failure_id = $1 and r.requested_by = $2 and r.idempotency_key = $3`,
      [failure_id, requested_by, key],
    )
  )[0] ?? null;

/** Every replay of a failure, newest first. */
export const listReplays = (db: Queryable, failure_id: string): Promise<Replay[]> =>
  db.query<Replay>(`select ${replayColumns} from replays r where r.failure_id = $1 order by r.id desc`, [failure_id]);

/** What a new replay starts with. */
export type NewReplay = Pick<Replay, 'id' | 'failure_id' | 'event_id' | 'mode' | 'edited_data' | 'requested_by'> & {
  /** ISO. */
  requested_at: string;
  idempotency_key: string | null;
};

/** Adds a replay that goes out now. */
export const addPublishedReplay = async (tx: Queryable, replay: NewReplay): Promise<Replay> => {
  const [row] = await tx.query<Replay>(
    `insert into replays as r (id, failure_id, event_id, mode, edited_data, requested_by, requested_at, idempotency_key, state, published_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'published', $7) returning ${replayColumns}`,
    [
      replay.id, replay.failure_id, replay.event_id, replay.mode, replay.mode === 'edited' ? JSON.stringify(replay.edited_data) : null,
      replay.requested_by, replay.requested_at, replay.idempotency_key,
    ],
  );
  return row!;
};

/** Moves failures from one state to another, if they are still in it. */
export const moveFailures = (tx: Queryable, ids: readonly string[], from: readonly FailedEvent['state'][], to: FailedEvent['state']): Promise<unknown> =>
  tx.query('update failures set state = $3 where id = any($1) and state = any($2)', [ids, from, to]);
