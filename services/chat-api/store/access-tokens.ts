import type { Queryable, Transaction } from '#platform/db/database';
import type { Assistant, Scope } from '#platform/http/auth';

/** A token of an assistant, as its owner sees it. */
export interface AccessToken {
  id: string;
  name: string;
  scope: Scope;
  created_at: Date;
  used_at: Date | null;
  expires_at: Date;
}

/** The most that a user can have. */
export const mostTokens = 20;

const shown = 'id, name, scope, created_at, used_at, expires_at';

/** Adds a token; null if its user, whose row is locked, has as many as are allowed. */
export const insertToken = async (
  tx: Transaction,
  token: { id: string; user_id: string; digest: Buffer; name: string; scope: Scope; now: string; expires_at: string },
): Promise<AccessToken | null> => {
  const [added] = await tx.query<AccessToken>(
    `insert into access_tokens (id, user_id, digest, name, scope, created_at, expires_at)
     select $1, $2, $3, $4, $5, $6, $7 where (select count(*) from access_tokens where user_id = $2 and expires_at > $6) < ${mostTokens}
     returning ${shown}`,
    [token.id, token.user_id, token.digest, token.name, token.scope, token.now, token.expires_at],
  );
  return added ?? null;
};

/** The valid tokens of a user, the latest first. */
export const listTokens = (db: Queryable, user_id: string, now: string): Promise<AccessToken[]> =>
  db.query<AccessToken>(`select ${shown} from access_tokens where user_id = $1 and expires_at > $2 order by id desc`, [user_id, now]);

/** Ends a token of a user; null where there is no such. */
export const endToken = async (tx: Transaction, user_id: string, id: string): Promise<Pick<AccessToken, 'name' | 'scope'> | null> =>
  (await tx.query<Pick<AccessToken, 'name' | 'scope'>>('delete from access_tokens where user_id = $1 and id = $2 returning name, scope', [user_id, id]))[0] ?? null;

/** Ends all tokens of a user's assistants. */
export const endAssistants = (db: Queryable, user_id: string): Promise<unknown> => db.query('delete from access_tokens where user_id = $1', [user_id]);

/** The user whose assistant sends a token; records its last use to the minute. */
export const findAssistant = async (db: Queryable, digest: Buffer, now: string): Promise<Assistant | null> => {
  const [found] = await db.query<{ id: string; email: string; scope: Scope; name: string; is_noted: boolean }>(
    `select u.id, u.email, t.scope, t.name, coalesce(t.used_at > $2::timestamptz - interval '1 minute', false) as is_noted
     from access_tokens t join users u on u.id = t.user_id where t.digest = $1 and t.expires_at > $2`,
    [digest, now],
  );
  if (found === undefined) return null;
  const { is_noted, ...assistant } = found;
  if (!is_noted) await db.query('update access_tokens set used_at = $2 where digest = $1', [digest, now]);
  return assistant;
};
