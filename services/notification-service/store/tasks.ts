import type { Queryable } from '#platform/db/database';
import { jsonRows } from '#platform/db/json-rows';
import type { Statements } from '#platform/db/transaction';
import type { KnownTask, TaskFacts } from '../domain/task-facts.ts';

interface Row {
  task_id: string;
  user_id: string;
  facts: TaskFacts;
  versions: KnownTask['versions'];
  due_written_at: Date | null;
  deleted_at: Date | null;
}

const toTask = ({ deleted_at, due_written_at, ...row }: Row): KnownTask => ({
  ...row,
  due_written_at: due_written_at?.toISOString() ?? null,
  deleted: deleted_at !== null,
});

const columns = 'task_id, user_id, facts, versions, due_written_at, deleted_at';

/** What is known of tasks, by id, with their rows locked; an unknown task gets an empty row. */
export const lockTasks = async (tx: Queryable, tasks: ReadonlyMap<string, string>): Promise<Map<string, KnownTask>> => {
  const rows = await tx.query<Row>(
    `insert into tasks as t (task_id, user_id) select * from unnest($1::uuid[], $2::uuid[]) as new (task_id, user_id) order by task_id
     on conflict (task_id) do update set task_id = t.task_id returning ${columns}`,
    [[...tasks.keys()], [...tasks.values()]],
  );
  return new Map(rows.map((row) => [row.task_id, toTask(row)]));
};

/**
 * Writes what is known of locked tasks. The conflict on the key finds each row; a join
 * would be planned for tables of another size.
 */
export const writeTasks = (tx: Statements, tasks: readonly KnownTask[]): void => {
  if (tasks.length === 0) return;
  tx.write(
    `insert into tasks (task_id, user_id, facts, versions, due_written_at, deleted_at)
     select task_id, user_id, facts, versions, due_written_at, case when deleted then now() end
     from json_to_recordset($1) as n (task_id uuid, user_id uuid, facts jsonb, versions jsonb, due_written_at timestamptz, deleted boolean)
     on conflict (task_id) do update set
       facts = excluded.facts, versions = excluded.versions, due_written_at = excluded.due_written_at, deleted_at = excluded.deleted_at`,
    [jsonRows(tasks)],
  );
};

/** What is known of some tasks, by id. */
export const findTasks = async (db: Queryable, ids: readonly string[]): Promise<Map<string, KnownTask>> => {
  const rows = ids.length === 0 ? [] : await db.query<Row>(`select ${columns} from tasks where task_id = any($1)`, [ids]);
  return new Map(rows.map((row) => [row.task_id, toTask(row)]));
};
