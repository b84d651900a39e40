import type { Queryable } from '#platform/db/database';

/** Whose account somebody tries to enter, and from which network. */
export interface From {
  email: string;
  network: string;
}

/** Counts an attempt before its password is checked, so that many at once cannot slip through; attempts are forgotten after 15 minutes. */
export const countAttempt = async (db: Queryable, { email, network }: From): Promise<{ attempts: number; retry_after: number }> => {
  const [counted] = await db.query<{ attempts: number; retry_after: number }>(
    `insert into login_attempts as a (email, network, attempts) values (lower($1), $2, 1)
     on conflict (email, network) do update set
       attempts = case when a.since < now() - interval '15 minutes' then 1 else a.attempts + 1 end,
       since = case when a.since < now() - interval '15 minutes' then now() else a.since end
     returning attempts, ceil(extract(epoch from since + interval '15 minutes' - now()))::int as retry_after`,
    [email, network],
  );
  return counted!;
};

/** Forgets the attempts of somebody who knew the password. */
export const forgetAttempts = (db: Queryable, { email, network }: From): Promise<unknown> =>
  db.query('delete from login_attempts where email = lower($1) and network = $2', [email, network]);
