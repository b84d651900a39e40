import type { Queryable } from '#platform/db/database';
import type { Operation } from '../domain/batch-input.ts';

/** What an assistant wants to do, until its user agrees. */
export interface Confirmation {
  id: string;
  user_id: string;
  operations: readonly Operation[];
  expires_at: string;
}

/** Stores an announced act. */
export const addConfirmation = (db: Queryable, { id, user_id, operations, expires_at }: Confirmation): Promise<unknown> =>
  db.query('insert into confirmations (id, user_id, operations, expires_at) values ($1, $2, $3, $4)', [id, user_id, JSON.stringify(operations), expires_at]);

/** Takes an announced act, once; null if it belongs to another user, was taken or has expired. */
export const takeConfirmation = async (db: Queryable, { id, user_id, now }: { id: string; user_id: string; now: string }): Promise<readonly Operation[] | null> =>
  (await db.query<{ operations: Operation[] }>('delete from confirmations where id = $1 and user_id = $2 and expires_at > $3 returning operations', [id, user_id, now]))[0]?.operations ?? null;
