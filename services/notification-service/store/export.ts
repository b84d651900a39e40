import type { Queryable } from '#platform/db/database';
import { fitsPage, runningBytes } from '#platform/db/page-bytes';
import { notificationBytes } from './notifications.ts';

/** A user's notifications on the page, the latest first, as many as fit one answer. */
export const exportNotifications = (db: Queryable, user_id: string): Promise<object[]> =>
  db.query(
    `select id, kind, task_ids, title, body, due_at, created_at, read_at, snoozed_until from (
       select *, ${runningBytes('id desc', notificationBytes)} from notifications where user_id = $1 order by id desc
     ) page where ${fitsPage} order by id desc`,
    [user_id],
  );
