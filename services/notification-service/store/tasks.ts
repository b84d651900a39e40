import type { Queryable } from '#platform/db/database';
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

/** What is known of a task, its row locked; a task that was not known is known from now on. */
export const lockTask = async (tx: Queryable, task_id: string, user_id: string): Promise<KnownTask> => {
  await tx.query('insert into tasks (task_id, user_id) values ($1, $2) on conflict do nothing', [task_id, user_id]);
  const [row] = await tx.query<Row>(`select ${columns} from tasks where task_id = $1 for update`, [task_id]);
  return toTask(row!);
};

/** Writes facts and versions back. */
export const saveTask = (tx: Queryable, { task_id, facts, versions, due_written_at }: KnownTask): Promise<unknown> =>
  tx.query('update tasks set facts = $2, versions = $3, due_written_at = $4 where task_id = $1', [task_id, facts, versions, due_written_at]);

/** Leaves a tombstone of a task; false where it already was one. */
export const buryTask = async (tx: Queryable, task_id: string, user_id: string): Promise<boolean> => {
  const rows = await tx.query(
    `insert into tasks (task_id, user_id, deleted_at) values ($1, $2, now())
     on conflict (task_id) do update set facts = '{}', deleted_at = now() where tasks.deleted_at is null returning 1`,
    [task_id, user_id],
  );
  return rows.length > 0;
};

/** What is known of some tasks, by id. */
export const findTasks = async (db: Queryable, ids: readonly string[]): Promise<Map<string, KnownTask>> => {
  const rows = ids.length === 0 ? [] : await db.query<Row>(`select ${columns} from tasks where task_id = any($1)`, [ids]);
  return new Map(rows.map((row) => [row.task_id, toTask(row)]));
};
