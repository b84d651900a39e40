import type { NotificationChannel } from '#contracts/notification';
import type { Queryable } from '#platform/db/database';
import { jsonRows } from '#platform/db/json-rows';
import type { SingleKind } from '../domain/preferences.ts';

/** One decision to tell a user of something on a channel. */
export interface Notice {
  id: string;
  cause_id: string;
  channel: NotificationChannel;
  user_id: string;
  kind: SingleKind;
  task_id: string;
  title: string;
  due_at: string | null;
  late_seconds: number;
  collapsed: number;
  correlationid: string;
  caused_at: string;
  not_before: string;
  traceparent: string | null;
}

/** A notice to be added: requested at once, or waiting for the clock. */
export type NewNotice = Notice & { state: 'requested' | 'waiting' };

const columns = `id, cause_id, channel, user_id, kind, task_id, title, due_at, late_seconds, collapsed, correlationid, caused_at, not_before, traceparent, state`;

const insert = `insert into notices (${columns}, wake_at) select ${columns}, not_before from json_populate_recordset(null::notices, $1) order by cause_id, channel`;

/** Adds notices; returns the new ones, because a cause leads to only one on a channel. */
export const addNotices = async (tx: Queryable, notices: readonly NewNotice[]): Promise<NewNotice[]> => {
  if (notices.length === 0) return [];
  const rows = await tx.query<{ id: string }>(`${insert} on conflict (cause_id, channel) do nothing returning id`, [jsonRows(notices)]);
  const added = new Set(rows.map(({ id }) => id));
  return notices.filter(({ id }) => added.has(id));
};

/** Adds snoozed notices; snoozing the same notification again moves them. */
export const snoozeNotices = (tx: Queryable, notices: readonly Notice[]): Promise<unknown> =>
  tx.query(
    `${insert} on conflict (cause_id, channel) do update
     set id = excluded.id, state = 'waiting', not_before = excluded.not_before, wake_at = excluded.wake_at, caused_at = excluded.caused_at,
       traceparent = excluded.traceparent`,
    [jsonRows(notices.map((notice): NewNotice => ({ ...notice, state: 'waiting' })))],
  );

/** Users with notices to look at, those who waited longest first. */
export const findDueUsers = async (db: Queryable, now: string, limit: number): Promise<string[]> =>
  (
    await db.query<{ user_id: string }>(
      `select user_id from (select user_id, wake_at from notices where state = 'waiting' and wake_at <= $1 order by wake_at limit 20000) due
       group by user_id order by min(wake_at) limit $2`,
      [now, limit],
    )
  ).map(({ user_id }) => user_id);

type Row = Omit<Notice, 'due_at' | 'caused_at' | 'not_before'> & { due_at: Date | null; caused_at: Date; not_before: Date };

/**
 * Claims a user's notices that are due for a look; null while another replica works on
 * them, because two would share a digest.
 */
export const claimDue = async (tx: Queryable, user_id: string, now: string): Promise<Notice[] | null> => {
  const [lock] = await tx.query<{ locked: boolean }>('select pg_try_advisory_xact_lock(hashtextextended($1, 7)) as locked', [user_id]);
  if (!lock!.locked) return null;
  const rows = await tx.query<Row>(
    `select id, cause_id, channel, user_id, kind, task_id, title, due_at, late_seconds, collapsed, correlationid, caused_at, not_before, traceparent
     from notices where user_id = $1 and state = 'waiting' and wake_at <= $2 order by not_before, id limit 100 for update skip locked`,
    [user_id, now],
  );
  return rows.map((row) => ({
    ...row,
    due_at: row.due_at?.toISOString() ?? null,
    caused_at: row.caused_at.toISOString(),
    not_before: row.not_before.toISOString(),
  }));
};

/** Closes notices: they are requested now, or not needed any more. */
export const closeNotices = (tx: Queryable, ids: readonly string[], state: 'requested' | 'dropped'): Promise<unknown> =>
  ids.length === 0 ? Promise.resolve() : tx.query('update notices set state = $2 where id = any($1)', [ids, state]);

/** Lets a notice wait longer. */
export const wakeAt = (tx: Queryable, id: string, wake_at: string, not_before: string): Promise<unknown> =>
  tx.query('update notices set wake_at = $2, not_before = $3 where id = $1', [id, wake_at, not_before]);

/** Lets all due notices of a user wait while that user cannot be looked up. */
export const postponeUser = (db: Queryable, user_id: string, now: string, until: string): Promise<unknown> =>
  db.query(`update notices set wake_at = $3 where user_id = $1 and state = 'waiting' and wake_at <= $2`, [user_id, now, until]);

/** Drops what waits for a user who no longer exists. */
export const dropForUser = (db: Queryable, user_id: string): Promise<unknown> =>
  db.query(`update notices set state = 'dropped' where user_id = $1 and state = 'waiting'`, [user_id]);

/** Takes the one digest of a user's local day and channel; false if it has been sent. */
export const takeDigest = async (
  tx: Queryable,
  digest: { user_id: string; local_date: string; channel: NotificationChannel; notification_id: string },
): Promise<boolean> =>
  (
    await tx.query(
      `insert into digests (user_id, local_date, channel, notification_id) values ($1, $2, $3, $4) on conflict do nothing returning 1`,
      [digest.user_id, digest.local_date, digest.channel, digest.notification_id],
    )
  ).length > 0;
