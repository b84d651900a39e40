import type { Task } from '#contracts/task';
import type { Queryable } from '#platform/db/database';
import { cutListed, listPage } from '#platform/db/page-bytes';
import { plannedAnew } from '#platform/db/statements';
import { taskBytes, taskColumns, toTask, type TaskRow } from './tasks.ts';

/** The filter of a list; all given conditions must hold. */
export interface TaskFilter {
  status?: Task['status'][] | undefined;
  priority?: Task['priority'] | undefined;
  /** Each of these, ignoring case and accents. */
  tags?: string[] | undefined;
  /** Part of the title, the description or a tag, ignoring case and accents. */
  q?: string | undefined;
  /** Inclusive instant. */
  due_after?: string | undefined;
  /** Exclusive instant. */
  due_before?: string | undefined;
}

/** The possible orders of a list. */
export const taskOrders = ['created', 'due', 'priority'] as const;
export type TaskOrder = (typeof taskOrders)[number];

/** The place of a page in a list. */
export interface Paging {
  limit: number;
  order: TaskOrder;
  /**
   * `next_cursor` of the page before: the value that the list is sorted by, and the id, of
   * its last task.
   */
  cursor?: string | undefined;
}

/** A page of a user's tasks, and the counter up to which it includes all changes. */
export interface TaskPage {
  items: Task[];
  next_cursor: string | null;
  user_seq: number;
}

/** Only the given conditions become SQL. */
const conditions: Record<keyof TaskFilter | 'short', string> = {
  status: 'status = any(?::text[])',
  priority: 'priority = ?',
  tags: '(select array_agg(fold(tag)) from unnest(tags) tag) @> (select array_agg(fold(tag)) from unnest(?::text[]) tag)',
  q: 'searched like anywhere(?)',
  short: 'title_folded like anywhere(?)',
  due_after: 'due_date >= ?',
  due_before: 'due_date < ?',
};

const isGiven = (value: unknown): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0);

const rank = "array_position(array['HIGH', 'MEDIUM', 'LOW'], priority)";

/**
 * What a list is sorted by, and what comes after a place in it; `?` stands for the value at
 * that place, `!` for the id.
 */
const orders: Record<TaskOrder, { by: string; after: string; valueOf: (task: Task) => string }> = {
  created: { by: 'id desc', after: "?::text is not null and id < !", valueOf: () => '' },
  due: {
    by: 'due_date nulls last, id desc',
    after: "(case when ? = '' then due_date is null and id < ! else due_date > nullif(?, '')::timestamptz or (due_date = nullif(?, '')::timestamptz and id < !) or due_date is null end)",
    valueOf: ({ due_date }) => due_date ?? '',
  },
  priority: {
    by: `${rank}, id desc`,
    after: `(${rank} > array_position(array['HIGH', 'MEDIUM', 'LOW'], ?) or (priority = ? and id < !))`,
    valueOf: ({ priority }) => priority,
  },
};

/** What a cursor looks like. */
export const cursorFormat = /^(|HIGH|MEDIUM|LOW|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Whether a text is a cursor of a list in this order. */
export const isCursorOf = (order: TaskOrder, cursor: string): boolean => {
  const value = cursorFormat.exec(cursor)?.[1];
  if (value === undefined) return false;
  const isInstant = value.includes('T') && value.endsWith('Z');
  return { created: value === '', due: value === '' || isInstant, priority: /^[A-Z]+$/.test(value) }[order];
};

const cursorOf = (order: TaskOrder, task: Task): string => [orders[order].valueOf(task), task.id].filter(Boolean).join('_');

/**
 * One or two letters occur in every text, and are too few for the index: they are looked
 * for in titles only. In languages whose characters are words they are enough.
 */
const isShort = (q: string): boolean => /^[\x20-\x7e]{1,2}$/.test(q);

const asConditions = ({ q, ...filter }: TaskFilter): Partial<Record<keyof typeof conditions, unknown>> => (q !== undefined && isShort(q) ? { ...filter, short: q } : { ...filter, q });

/**
 * A page of a user's tasks, with fewer than `limit` if their notes are long; null if there
 * is no such user.
 */
export const listTasks = async (db: Queryable, user_id: string, filter: TaskFilter, { limit, order, cursor }: Paging): Promise<TaskPage | null> => {
  // The counter comes first: a change between the two reads is then announced to the client
  // once more, never missed.
  const [user] = await db.query<{ user_seq: number }>('select user_seq from users where id = $1', [user_id]);
  if (user === undefined) return null;
  const given = Object.entries(asConditions(filter)).filter(([, value]) => isGiven(value)) as [keyof typeof conditions, unknown][];
  const where = given.map(([name], index) => ` and ${conditions[name].replace('?', `$${index + 3}`)}`).join('');
  const [, value, id] = cursor === undefined ? [] : cursorFormat.exec(cursor)!;
  const { by, after } = orders[order];
  const beyond = cursor === undefined ? '' : ` and ${after.replaceAll('?', `$${given.length + 3}`).replaceAll('!', `$${given.length + 4}::uuid`)}`;
  const rows = await db.query<TaskRow & { listed: number }>(
    plannedAnew + listPage({ columns: taskColumns, found: `select ${taskColumns} from tasks where user_id = $1${where}${beyond} order by ${by} limit $2`, order: by, bytes: taskBytes }),
    [user_id, limit + 1, ...given.map(([, value]) => value), ...(cursor === undefined ? [] : [value, id])],
  );
  const { items, last } = cutListed<TaskRow>(rows, limit);
  return { items: items.map(toTask), next_cursor: last === undefined ? null : cursorOf(order, toTask(last)), user_seq: user.user_seq };
};

/** The fields by which the chat chooses a task. */
export type Candidate = Pick<Task, 'id' | 'title' | 'status' | 'priority' | 'due_local' | 'time_zone' | 'tags' | 'recurrence'> & { due_date: null };

/** The tasks that the chat can refer to: open ones first, then the latest. */
export const listCandidates = (db: Queryable, user_id: string): Promise<Candidate[]> =>
  db.query<Candidate>(
    `select id, title, status, priority, due_local, null as due_date, time_zone, tags, recurrence from tasks
     where user_id = $1 order by status = 'DONE', updated_at desc limit 2000`,
    [user_id],
  );
