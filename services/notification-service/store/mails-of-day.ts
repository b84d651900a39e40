import type { Queryable } from '#platform/db/database';

/** How many mails reached a user within a day, counted up to `most`. */
export const countMailsOfDay = async (db: Queryable, user_id: string, most: number): Promise<number> => {
  const [row] = await db.query<{ count: number }>(
    `select count(*) as count from (select 1 from deliveries
     where user_id = $1 and state = 'delivered' and channel = 'email' and closed_at > now() - interval '1 day' limit $2) sent`,
    [user_id, most],
  );
  return row!.count;
};
