import type { Task } from '#contracts/task';
import type { Queryable } from '#platform/db/database';
import { taskColumns, toTask, type TaskRow } from './tasks.ts';

/** What a list is narrowed by; all given conditions hold. */
export interface TaskFilter {
  status?: Task['status'][] | undefined;
  priority?: Task['priority'] | undefined;
  /** Each of these, whatever its case and accents. */
  tags?: string[] | undefined;
  /** Part of the title or the description, whatever its case and accents. */
  q?: string | undefined;
  /** Inclusive instant. */
  due_after?: string | undefined;
  /** Exclusive instant. */
  due_before?: string | undefined;
  /** The id after which the page begins. */
  cursor?: string | undefined;
}

/** A page of a user's tasks, and the counter of the changes that it contains at least. */
export interface TaskPage {
  items: Task[];
  next_cursor: string | null;
  user_seq: number;
}

/** Only what is asked for becomes SQL. */
const conditions: Record<keyof TaskFilter, string> = {
  status: 'status = any(?::text[])',
  priority: 'priority = ?',
  tags: '(select array_agg(fold(tag)) from unnest(tags) tag) @> (select array_agg(fold(tag)) from unnest(?::text[]) tag)',
  q: `position(fold(?) in title_folded || E'\\n' || fold(coalesce(description, ''))) > 0`,
  due_after: 'due_date >= ?',
  due_before: 'due_date < ?',
  cursor: 'id < ?',
};

const isGiven = (value: unknown): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0);

const orders = { newest: 'id desc', due: 'due_date nulls last, id desc' };

/** A page of a user's tasks; null where there is no such user. */
export const listTasks = async (
  db: Queryable,
  user_id: string,
  filter: TaskFilter,
  { limit, order = 'newest' }: { limit: number; order?: keyof typeof orders },
): Promise<TaskPage | null> => {
  // The counter comes first: a change between the two reads is then announced to the client once more, never missed.
  const [user] = await db.query<{ user_seq: number }>('select user_seq from users where id = $1', [user_id]);
  if (user === undefined) return null;
  const given = Object.entries(filter).filter(([, value]) => isGiven(value)) as [keyof TaskFilter, unknown][];
  const where = given.map(([name], index) => ` and ${conditions[name].replace('?', `$${index + 3}`)}`).join('');
  const rows = await db.query<TaskRow>(
    `select ${taskColumns} from tasks where user_id = $1${where} order by ${orders[order]} limit $2`,
    [user_id, limit + 1, ...given.map(([, value]) => value)],
  );
  const items = rows.slice(0, limit).map(toTask);
  return { items, next_cursor: rows.length > limit ? items.at(-1)!.id : null, user_seq: user.user_seq };
};

/** What the chat chooses a task by. */
export type Candidate = Pick<Task, 'id' | 'title' | 'status' | 'priority' | 'due_local' | 'time_zone' | 'tags' | 'recurrence'> & { due_date: null };

/** The tasks that the chat can speak of: the open ones first, then the latest. */
export const listCandidates = (db: Queryable, user_id: string): Promise<Candidate[]> =>
  db.query<Candidate>(
    `select id, title, status, priority, due_local, null as due_date, time_zone, tags, recurrence from tasks
     where user_id = $1 order by status = 'DONE', updated_at desc limit 2000`,
    [user_id],
  );
