import type { Queryable } from '#platform/db/database';

/** Counts an attempt before its password is checked, so that many at once cannot slip through; attempts are forgotten after 15 minutes. */
export const countAttempt = async (db: Queryable, email: string): Promise<{ attempts: number; retry_after: number }> => {
  const [counted] = await db.query<{ attempts: number; retry_after: number }>(
    `insert into login_attempts as a (email, attempts) values (lower($1), 1)
     on conflict (email) do update set
       attempts = case when a.since < now() - interval '15 minutes' then 1 else a.attempts + 1 end,
       since = case when a.since < now() - interval '15 minutes' then now() else a.since end
     returning attempts, ceil(extract(epoch from since + interval '15 minutes' - now()))::int as retry_after`,
    [email],
  );
  return counted!;
};

/** Forgets the attempts of somebody who knew the password. */
export const forgetAttempts = (db: Queryable, email: string): Promise<unknown> =>
  db.query('delete from login_attempts where email = lower($1)', [email]);
