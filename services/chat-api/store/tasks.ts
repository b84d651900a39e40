import type { Task } from '#contracts/task';
import type { Queryable, Transaction } from '#platform/db/database';
import type { LockedUser } from './users.ts';

const columns = [
  'id', 'user_id', 'title', 'description', 'status', 'priority', 'due_date', 'due_local', 'time_zone', 'recurrence', 'recurrence_mode',
  'series_id', 'occurrence_index', 'series_anchor', 'series_date', 'tags', 'reminders', 'version', 'created_at', 'updated_at', 'completed_at',
] as const satisfies (keyof Task)[];

/** The approximate size of a task; PostgreSQL knows it without reading the texts. */
export const taskBytes = 'octet_length(title) + coalesce(octet_length(description), 0)';

/** The columns of a task, for a select. */
export const taskColumns = columns.join(', ');

type Instants = 'due_date' | 'created_at' | 'updated_at' | 'completed_at';

/** A task as the driver reads it: instants are dates. */
export type TaskRow = Omit<Task, Instants> & { due_date: Date | null; created_at: Date; updated_at: Date; completed_at: Date | null };

/** The task of a row. */
export const toTask = (row: TaskRow): Task => ({
  ...row,
  due_date: row.due_date?.toISOString() ?? null,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
  completed_at: row.completed_at?.toISOString() ?? null,
});

const values = (task: Task): unknown[] =>
  columns.map((name) => (name === 'reminders' && task.reminders !== null ? JSON.stringify(task.reminders) : (task[name] ?? null)));

/** The counter of a user's changes and the space that their tasks take, after a change. */
export type Count = Pick<LockedUser, 'user_seq' | 'room'>;

const counted = (position: number): string =>
  `with counted as (update users set user_seq = $${position}, task_count = $${position + 1}, task_bytes = $${position + 2} where id = $2)`;

const counts = ({ user_seq, room }: Count): number[] => [user_seq, room.tasks, room.bytes];

const insertSql = `${counted(columns.length + 1)}
  insert into tasks (${taskColumns}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`;

const updateSql = `${counted(columns.length + 1)}
  update tasks set ${columns.slice(2).map((name, index) => `${name} = $${index + 3}`).join(', ')} where id = $1 and user_id = $2`;

const deleteSql = `${counted(3)} delete from tasks where id = $1 and user_id = $2`;

/** Adds a task and counts the change. */
export const insertTask = (tx: Transaction, task: Task, count: Count): void => tx.write(insertSql, [...values(task), ...counts(count)]);

/** Writes a task's new state and counts the change. */
export const updateTask = (tx: Transaction, task: Task, count: Count): void => tx.write(updateSql, [...values(task), ...counts(count)]);

/** Removes a task and counts the change. */
export const removeTask = (tx: Transaction, task: Task, count: Count): void =>
  tx.write(deleteSql, [task.id, task.user_id, ...counts(count)]);

/** A user's task. */
export const findTask = async (db: Queryable, user_id: string, id: string): Promise<Task | null> => {
  const [row] = await db.query<TaskRow>(`select ${taskColumns} from tasks where id = $1 and user_id = $2`, [id, user_id]);
  return row === undefined ? null : toTask(row);
};

/** A user's task, locked until the transaction ends. */
export const lockTask = async (tx: Transaction, user_id: string, id: string): Promise<Task | null> => {
  const [row] = await tx.query<TaskRow>(`select ${taskColumns} from tasks where id = $1 and user_id = $2 for update`, [id, user_id]);
  return row === undefined ? null : toTask(row);
};

/** Those of a user's tasks that exist, by id, locked until the transaction ends. */
export const lockTasks = async (tx: Transaction, user_id: string, ids: readonly string[]): Promise<Map<string, Task>> => {
  const rows = await tx.query<TaskRow>(`select ${taskColumns} from tasks where id = any($1) and user_id = $2 for update`, [ids, user_id]);
  return new Map(rows.map((row) => [row.id, toTask(row)]));
};

/** The owner of a task: for services that know only its id. */
export const findOwner = async (db: Queryable, id: string): Promise<string | null> =>
  (await db.query<{ user_id: string }>('select user_id from tasks where id = $1', [id]))[0]?.user_id ?? null;
