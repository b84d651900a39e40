import type { Queryable, Transaction } from '#platform/db/database';

/** What a mailed link is for. */
export type Purpose = 'reset' | 'confirm';

/** Stores what a mailed link is good for. */
export const insertSecret = (db: Queryable, secret: { digest: Buffer; user_id: string; purpose: Purpose; expires_at: string }): Promise<unknown> =>
  db.query('insert into mailed_secrets (digest, user_id, purpose, expires_at) values ($1, $2, $3, $4)', [secret.digest, secret.user_id, secret.purpose, secret.expires_at]);

/**
 * Takes a secret, and with it all others mailed to its user for the same purpose; null if
 * it is unknown, expired, or taken already.
 */
export const takeSecret = async (tx: Transaction, { digest, purpose, now }: { digest: Buffer; purpose: Purpose; now: string }): Promise<string | null> => {
  const [taken] = await tx.query<{ user_id: string }>(
    'delete from mailed_secrets where digest = $1 and purpose = $2 and expires_at > $3 returning user_id',
    [digest, purpose, now],
  );
  if (taken === undefined) return null;
  await tx.query('delete from mailed_secrets where user_id = $1 and purpose = $2', [taken.user_id, purpose]);
  return taken.user_id;
};
