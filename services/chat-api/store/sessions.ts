import type { Queryable } from '#platform/db/database';
import { findProfile, type Profile } from './users.ts';

/** A browser that stays signed in, as its owner sees it. */
export interface BrowserSession {
  id: string;
  agent: string | null;
  created_at: Date;
  used_at: Date;
}

/** What {@link insertSession} keeps. */
export interface NewSession {
  id: string;
  user_id: string;
  secret_digest: Buffer;
  agent: string | null;
  remember: boolean;
  now: string;
  expires_at: string;
  /**
   * By which an outside identity provider gives the next token, sealed; null where tokens
   * are signed here.
   */
  refresh_sealed: string | null;
}

/** Keeps a session. */
export const insertSession = (db: Queryable, { id, user_id, secret_digest, agent, remember, now, expires_at, refresh_sealed }: NewSession): Promise<unknown> =>
  db.query(
    `insert into sessions (id, user_id, secret_digest, agent, remember, created_at, used_at, expires_at, refresh_sealed) values ($1, $2, $3, $4, $5, $6, $6, $7, $8)`,
    [id, user_id, secret_digest, agent, remember, now, expires_at, refresh_sealed],
  );

/** A session that goes on. */
export interface UsedSession {
  id: string;
  remember: boolean;
  refresh_sealed: string | null;
  user: Profile;
}

/**
 * Uses a session, which extends it; null if the secret belongs to none, or to one that has
 * expired.
 */
export const useSession = async (
  db: Queryable,
  { secret_digest, now, lastsUntil }: { secret_digest: Buffer; now: string; lastsUntil: (remember: boolean) => string },
): Promise<UsedSession | null> => {
  const [found] = await db.query<Omit<UsedSession, 'user'> & { user_id: string }>(
    `update sessions set used_at = $2, expires_at = case when remember then $3::timestamptz else $4::timestamptz end
     where secret_digest = $1 and expires_at > $2 returning id, remember, user_id, refresh_sealed`,
    [secret_digest, now, lastsUntil(true), lastsUntil(false)],
  );
  const user = found === undefined ? null : await findProfile(db, found.user_id);
  return user === null ? null : { ...found!, user };
};

/** Keeps the refresh token that took the place of the one before. */
export const keepRefresh = (db: Queryable, id: string, refresh_sealed: string): Promise<unknown> => db.query('update sessions set refresh_sealed = $2 where id = $1', [id, refresh_sealed]);

/** Ends the session with this secret. */
export const endSessionOf = (db: Queryable, secret_digest: Buffer): Promise<unknown> => db.query('delete from sessions where secret_digest = $1', [secret_digest]);

/** The sessions of a user, the latest used first. */
export const listSessions = (db: Queryable, user_id: string, now: string): Promise<BrowserSession[]> =>
  db.query<BrowserSession>('select id, agent, created_at, used_at from sessions where user_id = $1 and expires_at > $2 order by used_at desc limit 100', [user_id, now]);

/** Ends one session of a user; false where there is no such. */
export const endSession = async (db: Queryable, user_id: string, id: string): Promise<boolean> =>
  (await db.query('delete from sessions where user_id = $1 and id = $2 returning 1', [user_id, id])).length > 0;

/** Ends all sessions of a user, or all but one. */
export const endSessions = (db: Queryable, user_id: string, except: string | null = null): Promise<unknown> =>
  db.query('delete from sessions where user_id = $1 and id is distinct from $2', [user_id, except]);
