import type { Queryable } from '#platform/db/queryable';

/** A person and a day (UTC). */
export interface UseOf {
  user_id: string;
  /** Any instant of that day. */
  now: string;
}

const dayOf = (now: string): string => now.slice(0, 10);

/**
 * Reserves tokens from a person's daily allowance before they are spent; false if not
 * enough are left.
 */
export const takeTokens = async (db: Queryable, { user_id, now }: UseOf, tokens: number, limit: number): Promise<boolean> => {
  if (tokens > limit) return false;
  const taken = await db.query(
    `insert into model_use (user_id, day, tokens) values ($1, $2, $3)
     on conflict (user_id, day) do update set tokens = model_use.tokens + excluded.tokens where model_use.tokens + excluded.tokens <= $4 returning 1`,
    [user_id, dayOf(now), tokens, limit],
  );
  return taken.length > 0;
};

/** Corrects a reservation by what was really spent. */
export const settleTokens = (db: Queryable, { user_id, now }: UseOf, difference: number): Promise<unknown> =>
  db.query('update model_use set tokens = greatest(0, tokens + $3) where user_id = $1 and day = $2', [user_id, dayOf(now), difference]);

/** What a person has spent of the day's tokens. */
export const findTokens = async (db: Queryable, { user_id, now }: UseOf): Promise<number> =>
  (await db.query<{ tokens: number }>('select tokens from model_use where user_id = $1 and day = $2', [user_id, dayOf(now)]))[0]?.tokens ?? 0;
