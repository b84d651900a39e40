import type { Queryable } from '#platform/db/database';
import { defaultPreferences, type Preferences, type Reachable } from '../domain/preferences.ts';
import { wakeQuiet } from './dispatches.ts';

/** A user's preferences; the defaults if they never set any. */
export const readPreferences = async (db: Queryable, user_id: string): Promise<Preferences> => {
  const [row] = await db.query<{ value: Partial<Preferences> }>('select value from preferences where user_id = $1', [user_id]);
  return { ...defaultPreferences, ...row?.value };
};

/** The preferences of some users, and whether they take push messages, by id. */
export const findReachable = async (db: Queryable, user_ids: readonly string[]): Promise<Map<string, Reachable>> => {
  const rows = await db.query<{ user_id: string; value: Partial<Preferences> | null; can_push: boolean }>(
    `select asked.user_id, p.value, exists (select from push_subscriptions s where s.user_id = asked.user_id) as can_push
     from unnest($1::uuid[]) asked (user_id) left join preferences p using (user_id)`,
    [[...new Set(user_ids)]],
  );
  return new Map(rows.map(({ user_id, value, can_push }) => [user_id, { preferences: { ...defaultPreferences, ...value }, can_push }]));
};

/** Reads a user's preferences, locked so that changes take turns. */
export const lockPreferences = async (tx: Queryable, user_id: string): Promise<Preferences> => {
  await tx.query('insert into preferences (user_id, value) values ($1, $2) on conflict do nothing', [user_id, defaultPreferences]);
  const [row] = await tx.query<{ value: Preferences }>('select value from preferences where user_id = $1 for update', [user_id]);
  return { ...defaultPreferences, ...row!.value };
};

/**
 * Has everything that waits for a user looked at by an instant at the latest; what was
 * decided may turn out differently then.
 */
export const lookAgain = async (tx: Queryable, user_id: string, at: string): Promise<void> => {
  await tx.query(`update notices set wake_at = least(wake_at, $2) where user_id = $1 and state = 'waiting'`, [user_id, at]);
  await wakeQuiet(tx, user_id, at);
};

/** Writes preferences; what waits under the old ones is looked at again. */
export const savePreferences = async (tx: Queryable, user_id: string, value: Preferences): Promise<void> => {
  await tx.query(
    `insert into preferences (user_id, value) values ($1, $2)
     on conflict (user_id) do update set value = excluded.value, updated_at = now()`,
    [user_id, value],
  );
  await lookAgain(tx, user_id, new Date(0).toISOString());
};
