import type { Queryable, Transaction } from '#platform/db/database';

/** What was answered to a request, so that its repetition gets the same. */
export interface StoredAnswer {
  request_hash: string;
  answer: string;
}

/**
 * The answer that a key of a user got in the last 24 hours; read under the user's lock, so
 * two requests never both find none.
 */
export const findAnswer = async (db: Queryable, user_id: string, key: string): Promise<StoredAnswer | null> =>
  (
    await db.query<StoredAnswer>(
      `select request_hash, answer from idempotency_keys where user_id = $1 and key = $2 and created_at > now() - interval '24 hours'`,
      [user_id, key],
    )
  )[0] ?? null;

/** Keeps an answer, in the transaction of its effect. */
export const storeAnswer = (tx: Transaction, user_id: string, key: string, { request_hash, answer }: StoredAnswer): void =>
  tx.write(
    `insert into idempotency_keys (user_id, key, request_hash, answer) values ($1, $2, $3, $4)
     on conflict (user_id, key) do update set request_hash = excluded.request_hash, answer = excluded.answer, created_at = now()`,
    [user_id, key, request_hash, answer],
  );
