import type { NotificationChannel, NotificationKind } from '#contracts/notification';
import type { Queryable } from '#platform/db/database';
import { jsonRows } from '#platform/db/json-rows';
import type { Statements } from '#platform/db/transaction';

/**
 * A notification on its way to a person. (A delivery is what a sidecar brings.) The table
 * keeps its old name, deliveries, because replicas of the previous release still use it
 * during an upgrade.
 */
export interface Dispatch {
  notification_id: string;
  user_id: string;
  kind: NotificationKind;
  channel: NotificationChannel;
  task_ids: string[];
  title: string;
  body: string;
  due_at: string | null;
  /** When it was requested, ISO. */
  requested_at: string;
  correlationid: string;
  causationid: string;
  /** The trace that its tries belong to. */
  traceparent: string | null;
}

/** A dispatch that this process tries now. */
export type Claim = Dispatch & {
  /** Including this try. */
  attempts: number;
  done_for: string[];
  /** Whether one of its user's browsers has taken it. */
  told: boolean;
};

/** A dispatch to be added; one for the page needs no worker and is added as delivered. */
export type NewDispatch = Dispatch & { state: 'pending' | 'delivered' };

const add = `insert into deliveries (notification_id, user_id, kind, channel, task_ids, title, body, due_at, requested_at, correlationid, causationid, traceparent,
    state, attempts, closed_at)
  select notification_id, user_id, kind, channel, task_ids, title, body, due_at, requested_at, correlationid, causationid, traceparent,
    state, case state when 'delivered' then 1 else 0 end, case state when 'delivered' then now() end
  from json_populate_recordset(null::deliveries, $1) order by notification_id on conflict do nothing returning notification_id`;

/** Adds dispatches of new notifications. */
export const writeDispatches = (tx: Statements, dispatches: readonly NewDispatch[]): void => {
  if (dispatches.length > 0) tx.write(add, [jsonRows(dispatches)]);
};

/** Adds dispatches; returns the new ones, because a notification has only one. */
export const addDispatches = async (tx: Queryable, dispatches: readonly NewDispatch[]): Promise<Dispatch[]> => {
  const rows = await tx.query<{ notification_id: string }>(add, [jsonRows(dispatches)]);
  const added = new Set(rows.map(({ notification_id }) => notification_id));
  return dispatches.filter(({ notification_id }) => added.has(notification_id));
};

type Row = Omit<Claim, 'due_at' | 'requested_at'> & { due_at: Date | null; requested_at: Date };

/** What to claim: on one channel, one dispatch a user, none of the users to pass over. */
export interface ClaimWish {
  channel: NotificationChannel;
  limit: number;
  passOver: readonly string[];
  leaseMs: number;
}

/** How many due dispatches one look considers. */
const mostLookedAt = 200;

/**
 * Claims dispatches that are due for a try, the oldest first, and says whether more are
 * due. A try that is not closed within the lease is claimed again.
 */
export const claimDispatches = async (db: Queryable, { channel, limit, passOver, leaseMs }: ClaimWish): Promise<{ claims: Claim[]; areMore: boolean }> => {
  const rows = await db.query<Row & { due: number }>(
    `with due as materialized (
       select notification_id, user_id, wake_at from deliveries
       where state = 'pending' and channel = $1 and wake_at <= now() and user_id <> all($4::uuid[]) order by wake_at limit ${mostLookedAt}
     ), turns as (
       select notification_id from (select distinct on (user_id) notification_id, wake_at from due order by user_id, wake_at) first order by wake_at limit $2
     )
     update deliveries set attempts = attempts + 1, wake_at = now() + make_interval(secs => $3::float8 / 1000)
     where notification_id = any(array(
       select notification_id from deliveries where notification_id = any(array(select notification_id from turns)) and state = 'pending' and wake_at <= now()
       for update skip locked))
     returning notification_id, user_id, kind, channel, task_ids, title, body, due_at, requested_at, correlationid, causationid, traceparent, attempts, done_for, told,
       (select count(*) from due) as due`,
    [channel, limit, leaseMs, passOver],
  );
  const claims = rows.map(({ due: _ofAll, ...row }) => ({ ...row, due_at: row.due_at?.toISOString() ?? null, requested_at: row.requested_at.toISOString() }));
  return { claims, areMore: (rows[0]?.due ?? 0) > rows.length };
};

const mine = `notification_id = $1 and state = 'pending' and attempts = $2`;

/** Closes a dispatch; false if its lease ran out and another try has begun. */
export const closeDispatch = async (
  tx: Queryable,
  { notification_id, attempts }: Claim,
  state: 'delivered' | 'failed' | 'dropped',
  reason: string | null,
): Promise<boolean> =>
  (
    await tx.query(`update deliveries set state = $3, reason = $4, closed_at = now() where ${mine} returning 1`, [
      notification_id, attempts, state, reason,
    ])
  ).length > 0;

/** What the next try of a dispatch needs to know. */
export interface Retry {
  delayMs: number;
  /** Whether this try counts; one that never reached the receiving server does not. */
  counts: boolean;
  reason: string;
  done_for: readonly string[];
  told: boolean;
}

/** Lets a dispatch wait for its next try. */
export const retryDispatch = (db: Queryable, { notification_id, attempts }: Claim, retry: Retry): Promise<unknown> =>
  db.query(
    `update deliveries set wake_at = now() + make_interval(secs => $3::float8 / 1000), attempts = attempts - $4, reason = $5, done_for = $6, told = $7
     where ${mine}`,
    [notification_id, attempts, retry.delayMs, retry.counts ? 0 : 1, retry.reason.slice(0, 2_000), retry.done_for, retry.told],
  );

/** The reason of a dispatch that waits for the end of quiet hours. */
export const quietReason = 'quiet hours';

/** Brings a user's dispatches held by quiet hours forward to an instant, at the latest. */
export const wakeQuiet = (tx: Queryable, user_id: string, at: string): Promise<unknown> =>
  tx.query(`update deliveries set wake_at = least(wake_at, $2) where user_id = $1 and state = 'pending' and reason = $3`, [user_id, at, quietReason]);

/** What a mail was about; null if that was removed long ago. */
export const findDispatch = async (db: Queryable, notification_id: string): Promise<Pick<Dispatch, 'notification_id' | 'user_id' | 'kind' | 'task_ids' | 'due_at'> | null> => {
  const [row] = await db.query<Pick<Row, 'notification_id' | 'user_id' | 'kind' | 'task_ids' | 'due_at'>>(
    'select notification_id, user_id, kind, task_ids, due_at from deliveries where notification_id = $1',
    [notification_id],
  );
  return row === undefined ? null : { ...row, due_at: row.due_at?.toISOString() ?? null };
};

/** The reminder that reached a user last, on any channel, within a day. */
export const findLatestReminder = async (db: Queryable, user_id: string): Promise<{ notification_id: string; task_id: string; due_at: string | null } | null> => {
  const [row] = await db.query<{ notification_id: string; task_ids: string[]; due_at: Date | null }>(
    `select notification_id, task_ids, due_at from deliveries
     where user_id = $1 and kind = 'task_reminder' and state = 'delivered' and closed_at > now() - interval '1 day'
     order by closed_at desc limit 1`,
    [user_id],
  );
  return row === undefined ? null : { notification_id: row.notification_id, task_id: row.task_ids[0]!, due_at: row.due_at?.toISOString() ?? null };
};
