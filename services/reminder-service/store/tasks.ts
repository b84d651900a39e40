import { inboxDays } from '#contracts/envelope';
import type { Queryable } from '#platform/db/database';
import { jsonRows } from '#platform/db/json-rows';
import type { Statements } from '#platform/db/transaction';
import { purgeRows, type Purge } from '#platform/db/purge';
import type { Projection } from '../domain/projection.ts';

/**
 * What is known of tasks, by id, locked until the transaction ends; an unknown task gets an
 * empty row.
 */
export const lockTasks = async (tx: Queryable, tasks: ReadonlyMap<string, string>): Promise<Map<string, Projection>> => {
  const rows = await tx.query<Projection>(
    `insert into tasks as t (task_id, user_id) select * from unnest($1::uuid[], $2::text[]) as new (task_id, user_id) order by task_id
     on conflict (task_id) do update set task_id = t.task_id
     returning task_id, user_id, fields, versions, planned_from, deleted_at is not null as deleted`,
    [[...tasks.keys()], [...tasks.values()]],
  );
  return new Map(rows.map((row) => [row.task_id, row]));
};

/**
 * Writes what is known of locked tasks. The conflict on the key finds each row; a join
 * would be planned for tables of another size.
 */
export const writeTasks = (tx: Statements, tasks: readonly Projection[]): void => {
  if (tasks.length === 0) return;
  tx.write(
    `insert into tasks (task_id, user_id, fields, versions, planned_from, deleted_at)
     select task_id, user_id, fields, versions, planned_from, case when deleted then now() end
     from json_to_recordset($1) as n (task_id uuid, user_id text, fields jsonb, versions jsonb, planned_from timestamptz, deleted boolean)
     on conflict (task_id) do update set
       fields = excluded.fields, versions = excluded.versions, planned_from = excluded.planned_from, deleted_at = excluded.deleted_at`,
    [jsonRows(tasks)],
  );
};

/** Removes a user's tasks and reminders; returns the number of tasks. */
export const forgetUser = async (tx: Queryable, user_id: string): Promise<number> => {
  await tx.query('delete from reminders where task_id in (select task_id from tasks where user_id = $1)', [user_id]);
  return (await tx.query('delete from tasks where user_id = $1 returning 1', [user_id])).length;
};

/** Purges of tombstones and settled reminders that no replay can reach any more. */
export const oldRows = (db: Queryable): Record<'tasks' | 'reminders', Purge> => ({
  tasks: purgeRows(db, { table: 'tasks', where: 'deleted_at < now() - make_interval(days => $1)', values: [inboxDays] }),
  reminders: purgeRows(db, { table: 'reminders', where: 'settled_at < now() - make_interval(days => $1)', values: [inboxDays] }),
});
