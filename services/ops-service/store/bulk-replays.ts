import type { z } from 'zod';
import type { bulkReplay } from '#contracts/http/ops/replays';
import type { Queryable } from '#platform/db/database';
import type { Progress } from '../domain/bulk-step.ts';

/** A bulk replay. */
export type BulkReplay = Omit<z.output<typeof bulkReplay>, 'progress'> & { total: number; batch_sent: number };

const columns = `b.id, b.fingerprint, b.since, b.requested_by, b.requested_at, b.correlation_id, b.state, b.stopped_reason, b.ended_at,
  b.total, b.batch_size, b.batch_sent, b.rate_per_second`;

const counted = (['waiting', 'published', 'handled', 'failed_again', 'unconfirmed', 'cancelled'] as const)
  .map((state) => `count(*) filter (where r.state = '${state}') as ${state}`)
  .join(', ');

/** A bulk replay with how far it has come. */
export type BulkReplayWithProgress = BulkReplay & { progress: Progress };

type ProgressRow = BulkReplay & Progress;

const withProgress = ({ waiting, published, handled, failed_again, unconfirmed, cancelled, ...bulk }: ProgressRow): BulkReplayWithProgress => ({
  ...bulk,
  progress: { waiting, published, handled, failed_again, unconfirmed, cancelled },
});

/** Bulk replays, newest first, those before a cursor. */
export const listBulkReplays = async (db: Queryable, before: string | undefined, limit: number): Promise<BulkReplayWithProgress[]> => {
  const rows = await db.query<ProgressRow>(
    `select ${columns}, c.* from (select * from bulk_replays where ($1::uuid is null or id < $1) order by id desc limit $2) b
     cross join lateral (select ${counted} from replays r where r.bulk_replay_id = b.id) c order by b.id desc`,
    [before ?? null, limit],
  );
  return rows.map(withProgress);
};

/** One bulk replay. */
export const findBulkReplay = async (db: Queryable, id: string): Promise<BulkReplayWithProgress | null> => {
  const [row] = await db.query<ProgressRow>(
    `select ${columns}, c.* from bulk_replays b
     cross join lateral (select ${counted} from replays r where r.bulk_replay_id = b.id) c where b.id = $1`,
    [id],
  );
  return row === undefined ? null : withProgress(row);
};

/** The replays of a bulk replay, counted by state. */
export const countProgress = async (tx: Queryable, id: string): Promise<Progress> =>
  (await tx.query<Progress>(`select ${counted} from replays r where r.bulk_replay_id = $1`, [id]))[0]!;

/** What a bulk replay starts with; times are ISO. */
export type NewBulkReplay = Pick<BulkReplay, 'id' | 'fingerprint' | 'requested_by' | 'correlation_id' | 'rate_per_second'> & {
  since: string | null;
  requested_at: string;
  idempotency_key: string | null;
};

/**
 * Adds a bulk replay; null when the administrator's key has already started one, see
 * {@link findBulkByKey}.
 */
export const addBulkReplay = async (tx: Queryable, bulk: NewBulkReplay): Promise<boolean> =>
  (
    await tx.query(
      `insert into bulk_replays (id, fingerprint, since, requested_by, requested_at, idempotency_key, correlation_id, total, rate_per_second, wake_at)
       values ($1, $2, $8, $3, $4, $5, $6, 0, $7, $4) on conflict (requested_by, idempotency_key) where idempotency_key is not null do nothing returning 1`,
      [bulk.id, bulk.fingerprint, bulk.requested_by, bulk.requested_at, bulk.idempotency_key, bulk.correlation_id, bulk.rate_per_second, bulk.since],
    )
  ).length > 0;

/** The bulk replay that an administrator's key has started. */
export const findBulkByKey = async (db: Queryable, requested_by: string, key: string): Promise<BulkReplayWithProgress | null> => {
  const [row] = await db.query<{ id: string }>('select id from bulk_replays where requested_by = $1 and idempotency_key = $2', [requested_by, key]);
  return row === undefined ? null : findBulkReplay(db, row.id);
};

/** Sets the number of its replays. */
export const setTotal = (tx: Queryable, id: string, total: number): Promise<unknown> => tx.query('update bulk_replays set total = $2 where id = $1', [id, total]);

/** Locks a bulk replay. It is locked before any of its failures, so that there are no deadlocks. */
export const lockBulkReplay = async (tx: Queryable, id: string): Promise<BulkReplay | null> =>
  (await tx.query<BulkReplay>(`select ${columns} from bulk_replays b where id = $1 for update`, [id]))[0] ?? null;

/**
 * Locks a running bulk replay that is due at an instant (ISO), skipping those that another
 * worker holds.
 */
export const lockDueBulkReplay = async (tx: Queryable, now: string): Promise<BulkReplay | null> =>
  (
    await tx.query<BulkReplay>(
      `select ${columns} from bulk_replays b where state = 'running' and wake_at <= $1 order by wake_at limit 1 for update skip locked`,
      [now],
    )
  )[0] ?? null;

/** Sets what a step has changed; `wake_at` is ISO. */
export const paceBulkReplay = (tx: Queryable, id: string, pace: Pick<BulkReplay, 'batch_size' | 'batch_sent'> & { wake_at: string }): Promise<unknown> =>
  tx.query('update bulk_replays set batch_size = $2, batch_sent = $3, wake_at = $4 where id = $1', [id, pace.batch_size, pace.batch_sent, pace.wake_at]);

/** Lets a bulk replay pause, or go on at an instant (ISO). */
export const setBulkState = (tx: Queryable, id: string, state: 'running' | 'paused', wake_at: string): Promise<unknown> =>
  tx.query('update bulk_replays set state = $2, wake_at = $3 where id = $1', [id, state, wake_at]);

/** Ends a bulk replay. */
export const endBulkReplay = (tx: Queryable, id: string, end: { state: 'stopped' | 'done'; reason: string | null; ended_at: string }): Promise<unknown> =>
  tx.query('update bulk_replays set state = $2, stopped_reason = $3, ended_at = $4 where id = $1', [id, end.state, end.reason, end.ended_at]);
