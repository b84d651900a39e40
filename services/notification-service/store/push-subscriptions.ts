import type { Queryable } from '#platform/db/database';

/** Where a browser takes push messages, and the keys to encrypt them with. */
export interface PushSubscription {
  id: string;
  user_id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** The most subscriptions of a user; a new one replaces the oldest. */
const limit = 20;

/**
 * Adds a browser, or renews its keys; a previous owner of the browser loses it. Returns the
 * id under which it is kept.
 */
export const addSubscription = async (tx: Queryable, { id, user_id, endpoint, p256dh, auth }: PushSubscription): Promise<string> => {
  const [row] = await tx.query<{ id: string }>(
    `insert into push_subscriptions (id, user_id, endpoint, p256dh, auth) values ($1, $2, $3, $4, $5)
     on conflict (endpoint) do update set
       id = case when push_subscriptions.user_id = excluded.user_id then push_subscriptions.id else excluded.id end,
       user_id = excluded.user_id, p256dh = excluded.p256dh, auth = excluded.auth, created_at = now() returning id`,
    [id, user_id, endpoint, p256dh, auth],
  );
  await tx.query(
    `delete from push_subscriptions where id = any(array(
       select id from push_subscriptions where user_id = $1 order by created_at desc, id desc offset $2))`,
    [user_id, limit],
  );
  return row!.id;
};

/** The browsers of a user. */
export const listSubscriptions = (db: Queryable, user_id: string): Promise<PushSubscription[]> =>
  db.query<PushSubscription>('select id, user_id, endpoint, p256dh, auth from push_subscriptions where user_id = $1 order by id', [user_id]);

/** Removes a browser of a user; false if there is no such one. */
export const removeSubscription = async (db: Queryable, user_id: string, endpoint: string): Promise<boolean> =>
  (await db.query('delete from push_subscriptions where user_id = $1 and endpoint = $2 returning 1', [user_id, endpoint])).length > 0;

/** Forgets a subscription that its push service no longer knows. */
export const pruneSubscription = (db: Queryable, id: string): Promise<unknown> =>
  db.query('delete from push_subscriptions where id = $1', [id]);
