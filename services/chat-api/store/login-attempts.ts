import type { Queryable } from '#platform/db/database';

/** Whose account somebody tries to enter, by password or by mail, and from which network. */
export interface From {
  email: string;
  network: string;
}

/**
 * Takes the place of the network when mails to an address are counted, wherever they are
 * requested.
 */
export const byMail = 'by mail';

/**
 * Takes the place of the address when a network's requests for mails are counted, to
 * whatever addresses.
 */
export const anyAddress = '';

/**
 * Counts an attempt before it is known whether it succeeds, so that many at once cannot
 * slip through; attempts are forgotten after `minutes`, a day at most.
 */
export const countAttempt = async (db: Queryable, { email, network }: From, minutes = 15): Promise<{ attempts: number; retry_after: number }> => {
  const [counted] = await db.query<{ attempts: number; retry_after: number }>(
    `insert into login_attempts as a (email, network, attempts) values (lower($1), $2, 1)
     on conflict (email, network) do update set
       attempts = case when a.since < now() - make_interval(mins => $3) then 1 else a.attempts + 1 end,
       since = case when a.since < now() - make_interval(mins => $3) then now() else a.since end
     returning attempts, ceil(extract(epoch from since + make_interval(mins => $3) - now()))::int as retry_after`,
    [email, network, minutes],
  );
  return counted!;
};

/** Forgets the attempts of somebody who knew the password. */
export const forgetAttempts = (db: Queryable, { email, network }: From): Promise<unknown> =>
  db.query('delete from login_attempts where email = lower($1) and network = $2', [email, network]);
