import type { Task } from '#contracts/task';
import type { Queryable, Transaction } from '#platform/db/database';
import type { Jumps } from '../domain/jumps.ts';
import { taskColumns, toTask, type TaskRow } from './tasks.ts';

/** A return to a backup, and how far what follows from it has come. */
export interface Restoration extends Jumps {
  restored_to: Date;
  /** The last user whose tasks have been published anew. */
  up_to: string;
  done_at: Date | null;
}

const columns = 'restored_to, version_jump, seq_jump, up_to, done_at';

/** The return to this instant, if what follows from it has begun. */
export const findRestoration = async (db: Queryable, restoredTo: Date): Promise<Restoration | null> =>
  (await db.query<Restoration>(`select ${columns} from restorations where restored_to = $1`, [restoredTo]))[0] ?? null;

/** Notes a return. */
export const addRestoration = async (db: Queryable, restoredTo: Date, { version_jump, seq_jump }: Jumps): Promise<Restoration> =>
  (await db.query<Restoration>(`insert into restorations (restored_to, version_jump, seq_jump) values ($1, $2, $3) returning ${columns}`, [restoredTo, version_jump, seq_jump]))[0]!;

/** Notes that everything that follows from a return is done. */
export const endRestoration = (db: Queryable, { restored_to }: Restoration): Promise<unknown> =>
  db.query('update restorations set done_at = now() where restored_to = $1', [restored_to]);

/** The next users in the order of their ids, as many as have about so many tasks together. */
const nextUsers = async (tx: Transaction, after: string, tasks: number): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(
    `select id from (
       select id, sum(task_count) over (order by id) - task_count as before from (select id, task_count from users where id > $1 order by id limit 500) next
     ) counted where before < $2 order by id`,
    [after, tasks],
  );
  return rows.map(({ id }) => id);
};

/** Lifts the numbers of the next users and of their tasks above all that were given after the backup; returns these tasks, null after the last user. */
export const liftNext = async (tx: Transaction, { restored_to, version_jump, seq_jump, up_to }: Restoration, atOnce: number): Promise<{ up_to: string; users: number; tasks: Task[] } | null> => {
  const users = await nextUsers(tx, up_to, atOnce);
  const last = users.at(-1);
  if (last === undefined) return null;
  await tx.query('update users set user_seq = user_seq + $2 where id = any($1)', [users, seq_jump]);
  const rows = await tx.query<TaskRow>(`update tasks set version = version + $2 where user_id = any($1) returning ${taskColumns}`, [users, version_jump]);
  await tx.query('update restorations set up_to = $2 where restored_to = $1', [restored_to, last]);
  return { up_to: last, users: users.length, tasks: rows.map(toTask) };
};

/** Those of some tasks that are not there. */
export const missingTasks = async (db: Queryable, ids: readonly string[]): Promise<string[]> =>
  (await db.query<{ id: string }>('select id from unnest($1::uuid[]) id where not exists (select from tasks where tasks.id = id.id)', [ids])).map(({ id }) => id);
