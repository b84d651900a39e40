import type { NotificationChannel, NotificationKind } from '#contracts/notification';
import type { Queryable } from '#platform/db/database';

/** What an unsubscribe link is for. */
export interface Unsubscription {
  user_id: string;
  kind: NotificationKind;
  channel: NotificationChannel;
}

/** The token of a user, kind and channel: the existing one, or else the given one. */
export const tokenFor = async (db: Queryable, { user_id, kind, channel }: Unsubscription, fresh: string): Promise<string> => {
  await db.query('insert into unsubscribe_tokens (token, user_id, kind, channel) values ($1, $2, $3, $4) on conflict do nothing', [
    fresh, user_id, kind, channel,
  ]);
  const [row] = await db.query<{ token: string }>('select token from unsubscribe_tokens where user_id = $1 and kind = $2 and channel = $3', [
    user_id, kind, channel,
  ]);
  return row!.token;
};

/** What a token is for. */
export const findUnsubscription = async (db: Queryable, token: string): Promise<Unsubscription | null> =>
  (await db.query<Unsubscription>('select user_id, kind, channel from unsubscribe_tokens where token = $1', [token]))[0] ?? null;
