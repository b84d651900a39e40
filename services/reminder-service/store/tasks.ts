import { inboxDays } from '#contracts/envelope';
import type { Queryable } from '#platform/db/database';
import { purgeRows, type Purge } from '#platform/db/purge';
import type { Projection } from '../domain/projection.ts';

/** What is known of a task, locked until the transaction ends; of an unknown one, nothing. */
export const lockTask = async (tx: Queryable, task_id: string, user_id: string): Promise<Projection> => {
  const [row] = await tx.query<Projection>(
    `insert into tasks as t (task_id, user_id) values ($1, $2) on conflict (task_id) do update set task_id = t.task_id
     returning task_id, user_id, fields, versions, planned_from, deleted_at is not null as deleted`,
    [task_id, user_id],
  );
  return row!;
};

/** Writes what is known of a locked task. */
export const saveTask = (tx: Queryable, { task_id, fields, versions, planned_from, deleted }: Projection): Promise<unknown> =>
  tx.query(
    `update tasks set fields = $2, versions = $3, planned_from = $4, deleted_at = case when $5 then now() end where task_id = $1`,
    [task_id, fields, versions, planned_from, deleted],
  );

/** Removes what is known of a user's tasks, and their reminders; returns of how many tasks. */
export const forgetUser = async (tx: Queryable, user_id: string): Promise<number> => {
  await tx.query('delete from reminders where task_id in (select task_id from tasks where user_id = $1)', [user_id]);
  return (await tx.query('delete from tasks where user_id = $1 returning 1', [user_id])).length;
};

/** The purges of tombstones and settled reminders that no replay can reach any more. */
export const oldRows = (db: Queryable): Record<'tasks' | 'reminders', Purge> => ({
  tasks: purgeRows(db, { table: 'tasks', where: 'deleted_at < now() - make_interval(days => $1)', values: [inboxDays] }),
  reminders: purgeRows(db, { table: 'reminders', where: 'settled_at < now() - make_interval(days => $1)', values: [inboxDays] }),
});
