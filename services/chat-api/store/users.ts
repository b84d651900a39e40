import type { Queryable, Transaction } from '#platform/db/database';
import type { DateOrder } from '../domain/date-order.ts';
import type { Room } from '../domain/quota.ts';
import { byMail } from './login-attempts.ts';

/** A user as their own API shows them. */
export interface Profile {
  id: string;
  email: string;
  name: string | null;
  time_zone: string;
  /** Null: not known, so a date that could be either is asked about. */
  date_order: DateOrder | null;
  role: 'user' | 'admin';
  /** Identifies the valid tokens, which carry it. */
  session_epoch: number;
  /** Whether the address is known to be theirs. */
  confirmed: boolean;
}

/** A user who is logging in; a user of an outside provider has no password. */
export type Account = Profile & { password_hash: string | null };

/** A user as described by an outside identity provider. */
export type OutsideUser = Pick<Profile, 'id' | 'email' | 'name' | 'time_zone' | 'confirmed'>;

/** A user whose row this transaction has locked, so that their writes take turns. */
export interface LockedUser {
  id: string;
  time_zone: string;
  date_order: DateOrder | null;
  user_seq: number;
  /** The part of their quota that their tasks take. */
  room: Room;
}

const profile = 'id, email, name, time_zone, date_order, role, session_epoch, confirmed_at is not null as confirmed';

/** Adds a user; null where the address is taken. */
export const insertUser = async (db: Queryable, user: Omit<Account, 'role' | 'session_epoch' | 'confirmed'>): Promise<Profile | null> => {
  const [added] = await db.query<Profile>(
    `insert into users (id, email, name, time_zone, date_order, password_hash) values ($1, $2, $3, $4, $5, $6)
     on conflict (lower(email)) do nothing returning ${profile}`,
    [user.id, user.email, user.name, user.time_zone, user.date_order, user.password_hash],
  );
  return added ?? null;
};

/**
 * Adds a user of an outside provider, or takes over their address; null if another account
 * has it. What they have changed here stays.
 */
export const saveOutsideUser = async (db: Queryable, { id, email, name, time_zone, confirmed }: OutsideUser): Promise<Profile | null> => {
  const [saved] = await db.query<Profile>(
    `insert into users (id, email, name, time_zone, confirmed_at)
     select $1, $2, $3, $4, case when $5 then now() end where not exists (select from users where lower(email) = lower($2) and id <> $1)
     on conflict (id) do update set email = excluded.email, confirmed_at = case when users.email = excluded.email then coalesce(users.confirmed_at, excluded.confirmed_at) else excluded.confirmed_at end
     returning ${profile}`,
    [id, email, name, time_zone, confirmed],
  );
  return saved ?? null;
};

/** The account of an address. */
export const findAccount = async (db: Queryable, email: string): Promise<Account | null> =>
  (await db.query<Account>(`select ${profile}, password_hash from users where lower(email) = lower($1)`, [email]))[0] ?? null;

/** A user's profile. */
export const findProfile = async (db: Queryable, user_id: string): Promise<Profile | null> =>
  (await db.query<Profile>(`select ${profile} from users where id = $1`, [user_id]))[0] ?? null;

/** The fields of a profile that a user can change; what is left out stays. */
export interface ProfilePatch {
  name?: string | null | undefined;
  time_zone?: string | undefined;
  date_order?: DateOrder | null | undefined;
}

/** Changes what is given of a user's profile. */
export const patchProfile = async (
  db: Queryable,
  user_id: string,
  { name, time_zone, date_order }: ProfilePatch,
): Promise<Profile | null> =>
  (
    await db.query<Profile>(
      `update users set name = case when $2 then $3 else name end, time_zone = coalesce($4, time_zone),
         date_order = case when $5 then $6 else date_order end
       where id = $1 returning ${profile}`,
      [user_id, name !== undefined, name ?? null, time_zone ?? null, date_order !== undefined, date_order ?? null],
    )
  )[0] ?? null;

/**
 * Locks a user's row: always before any task of theirs, so that two writers never wait for
 * each other.
 */
export const lockUser = async (tx: Transaction, user_id: string): Promise<LockedUser | null> => {
  const [row] = await tx.query<Omit<LockedUser, 'room'> & { task_count: number; task_bytes: number }>(
    'select id, time_zone, date_order, user_seq, task_count, task_bytes from users where id = $1 for no key update',
    [user_id],
  );
  if (row === undefined) return null;
  const { task_count: tasks, task_bytes: bytes, ...user } = row;
  return { ...user, room: { tasks, bytes } };
};

/**
 * Ends all sessions of a user, so that no earlier token is valid any more. Returns the user
 * as they are from now on.
 */
export const endTokens = async (db: Queryable, user_id: string): Promise<Profile | null> =>
  (await db.query<Profile>(`update users set session_epoch = session_epoch + 1 where id = $1 returning ${profile}`, [user_id]))[0] ?? null;

/**
 * Those of some sessions that no token is good for any more: they were ended, or their user
 * is gone.
 */
export const findEndedSessions = (db: Queryable, sessions: readonly { user_id: string; epoch: number }[]): Promise<{ user_id: string; epoch: number }[]> =>
  db.query(
    `select asked.user_id, asked.epoch from unnest($1::uuid[], $2::int[]) asked (user_id, epoch)
     left join users on users.id = asked.user_id where users.session_epoch is distinct from asked.epoch`,
    [sessions.map(({ user_id }) => user_id), sessions.map(({ epoch }) => epoch)],
  );

/** Gives a user another password. */
export const setPassword = (tx: Transaction, user_id: string, password_hash: string): Promise<unknown> =>
  tx.query('update users set password_hash = $2 where id = $1', [user_id, password_hash]);

/** Notes that an address is its user's, and when that was first known. */
export const confirmAddress = (tx: Transaction, user_id: string, now: string): Promise<unknown> =>
  tx.query('update users set confirmed_at = coalesce(confirmed_at, $2) where id = $1', [user_id, now]);

const ofUsers = ['acts', 'conversations', 'idempotency_keys', 'messages', 'sessions', 'tasks'];

/** Removes a user, whose row is locked, with everything of theirs. */
export const removeUser = async (tx: Transaction, user_id: string): Promise<void> => {
  await tx.query('delete from occurrences where series_id in (select series_id from tasks where user_id = $1)', [user_id]);
  for (const table of ofUsers) await tx.query(`delete from ${table} where user_id = $1`, [user_id]);
  // How many mails an address got today stays: otherwise whoever makes and deletes an account again and again could have any number sent.
  await tx.query('delete from login_attempts where network <> $2 and email = (select lower(email) from users where id = $1)', [user_id, byMail]);
  await tx.query('delete from users where id = $1', [user_id]);
};

/** Makes a user an administrator; false where nobody has the address. */
export const makeAdmin = async (db: Queryable, email: string): Promise<boolean> =>
  (await db.query(`update users set role = 'admin' where lower(email) = lower($1) returning 1`, [email])).length > 0;

/** The names of users, or else their addresses. */
export const findNames = (db: Queryable, ids: readonly string[]): Promise<{ id: string; name: string }[]> =>
  db.query<{ id: string; name: string }>(`select id, coalesce(nullif(name, ''), email) as name from users where id = any($1)`, [ids]);
