import type { NotificationKind } from '#contracts/notification';
import type { Queryable } from '#platform/db/database';
import { jsonRows } from '#platform/db/json-rows';
import { cutListed, listPage } from '#platform/db/page-bytes';
import type { Statements } from '#platform/db/transaction';
import type { Page } from '#platform/http/page';

/** A notification as the page shows it. */
export interface Notification {
  id: string;
  kind: NotificationKind;
  task_ids: string[];
  title: string;
  body: string;
  due_at: Date | null;
  created_at: Date;
  read_at: Date | null;
  snoozed_until: Date | null;
}

const columns = 'id, kind, task_ids, title, body, due_at, created_at, read_at, snoozed_until';

/** A notification to be stored for the page. */
export type NewNotification = Pick<Notification, 'id' | 'kind' | 'task_ids' | 'title' | 'body'> & { user_id: string; due_at: string | null };

/** Stores notifications for the page. */
export const writeNotifications = (tx: Statements, notifications: readonly NewNotification[]): void => {
  if (notifications.length === 0) return;
  tx.write(
    `insert into notifications (id, user_id, kind, task_ids, title, body, due_at)
     select id, user_id, kind, task_ids, title, body, due_at from json_populate_recordset(null::notifications, $1) on conflict do nothing`,
    [jsonRows(notifications)],
  );
};

/** The size of a notification, nearly: a digest names each of its tasks. */
export const notificationBytes = 'octet_length(title) + octet_length(body)';

/** A page of a user's notifications, newest first, with fewer than `limit` where they are long. */
export const listNotifications = async (
  db: Queryable,
  user_id: string,
  { unread, before, limit }: { unread: boolean; before: string | undefined; limit: number },
): Promise<Page<Notification>> => {
  const found = `select ${columns} from notifications where user_id = $1 and ($2::uuid is null or id < $2) ${unread ? 'and read_at is null' : ''} order by id desc limit $3`;
  const rows = await db.query<Notification & { listed: number }>(listPage({ columns, found, order: 'id desc', bytes: notificationBytes }), [user_id, before ?? null, limit + 1]);
  return cutListed<Notification>(rows, limit);
};

/** One notification of a user. */
export const findNotification = async (db: Queryable, user_id: string, id: string): Promise<Notification | null> =>
  (await db.query<Notification>(`select ${columns} from notifications where user_id = $1 and id = $2`, [user_id, id]))[0] ?? null;

/** Marks a notification as read, keeping the first time; null if the user has no such one. */
export const markRead = async (db: Queryable, user_id: string, id: string): Promise<Notification | null> =>
  (
    await db.query<Notification>(
      `update notifications set read_at = coalesce(read_at, now()) where user_id = $1 and id = $2 returning ${columns}`,
      [user_id, id],
    )
  )[0] ?? null;

/** Notes until when a notification is snoozed; it counts as read. */
export const markSnoozed = async (db: Queryable, user_id: string, id: string, until: string): Promise<Notification | null> =>
  (
    await db.query<Notification>(
      `update notifications set snoozed_until = $3, read_at = coalesce(read_at, now()) where user_id = $1 and id = $2 returning ${columns}`,
      [user_id, id, until],
    )
  )[0] ?? null;
