import type { Task } from '#contracts/task';
import type { Queryable } from '#platform/db/database';
import { plannedAnew } from '#platform/db/statements';
import type { ListFilter } from '../domain/talk/intents.ts';

/** What the chat knows of a task before it locks it; without notes, which can be long. */
export type Candidate = Pick<Task, 'id' | 'title' | 'status' | 'priority' | 'due_local' | 'time_zone' | 'tags' | 'recurrence'>;

const columns = 'id, title, status, priority, due_local, time_zone, tags, recurrence';
const order = `status = 'DONE', due_date nulls last, id desc`;

/** More would not fit a question. */
const most = 50;

/** Tasks by their id, in the order of the ids. */
export const findByIds = async (db: Queryable, user_id: string, ids: readonly string[]): Promise<Candidate[]> => {
  const rows = await db.query<Candidate>(`select ${columns} from tasks where user_id = $1 and id = any($2)`, [user_id, ids]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id)).filter((row) => row !== undefined);
};

/** Tasks whose whole title is one of these, ignoring case and accents. */
export const findByTitle = (db: Queryable, user_id: string, titles: readonly string[]): Promise<Candidate[]> =>
  db.query<Candidate>(`select ${columns} from tasks where user_id = $1 and title_folded in (select fold(title) from unnest($2::text[]) title) order by ${order} limit ${most}`, [user_id, titles]);

/** The words that the index is searched for; the others are looked for in what that finds. */
const longest = (words: readonly string[]): string => words.reduce((found, word) => (word.length > found.length ? word : found), '');

/** Tasks whose titles contain each of these words, whole or as part of another. */
export const findByWords = (db: Queryable, user_id: string, words: readonly string[]): Promise<Candidate[]> =>
  db.query<Candidate>(
    `${plannedAnew}select ${columns} from tasks where user_id = $1 and searched like anywhere($3) and title_folded like all (select anywhere(word) from unnest($2::text[]) word) order by ${order} limit ${most}`,
    [user_id, words, longest(words)],
  );

/**
 * A few open tasks, the next due first, with titles cut short: for comparing with a
 * mistyped name.
 */
export const findOpen = (db: Queryable, user_id: string, limit: number): Promise<Candidate[]> =>
  db.query<Candidate>(`select ${columns.replace('title', 'left(title, 120) as title')} from tasks where user_id = $1 and status <> 'DONE' order by ${order} limit $2`, [user_id, limit]);

const statuses: Record<ListFilter['status'], Task['status'][]> = { open: ['TODO', 'IN_PROGRESS'], all: ['TODO', 'IN_PROGRESS', 'DONE'], TODO: ['TODO'], IN_PROGRESS: ['IN_PROGRESS'], DONE: ['DONE'] };

/** A day without a time lasts until its end. */
const overdue = `status <> 'DONE' and case when length(due_local) = 10 then due_local < $9 else due_date < $10 end`;

const filterSql = `from tasks where user_id = $1
  and status = any($2) and ($3::text is null or priority = $3)
  and (cardinality($4::text[]) = 0 or (select array_agg(fold(tag)) from unnest(tags) tag) @> (select array_agg(fold(tag)) from unnest($4::text[]) tag))
  and ($5::text is null or left(due_local, 10) >= $5) and ($6::text is null or left(due_local, 10) <= $6)
  and (not $7 or due_local is null) and (not $8 or recurrence is not null)
  and (not $11 or (${overdue}))
  and ($12::text is null or (completed_at at time zone $14)::date >= $12::date) and ($13::text is null or (completed_at at time zone $14)::date <= $13::date)`;

const wordsSql = ` and searched like anywhere($17) and searched like all (select anywhere(word) from unnest($16::text[]) word)`;

/** Every date is later. */
const firstDay = '0000-01-01';

/** Where and when a list is read. */
export interface Here {
  now: string;
  today: string;
  time_zone: string;
}

/** The tasks of a list, the next due first, and how many there are in all. */
export const findByFilter = async (db: Queryable, user_id: string, filter: ListFilter, { now, today, time_zone, limit }: Here & { limit: number }): Promise<{ tasks: Candidate[]; count: number }> => {
  const { status, priority, tags, to, undated, recurring, done_from, done_to, q } = filter;
  const from = filter.from ?? (filter.dated ? firstDay : null);
  const words = q?.split(' ');
  const rows = await db.query<Candidate & { total: number }>(
    `${plannedAnew}select ${columns}, count(*) over ()::int as total ${filterSql}${words === undefined ? '' : wordsSql} order by ${order} limit $15`,
    [user_id, statuses[status], priority, tags, from, to, undated, recurring, today, now, filter.overdue, done_from, done_to, time_zone, limit, ...(words === undefined ? [] : [words, longest(words)])],
  );
  return { tasks: rows.map(({ total: _total, ...task }) => task), count: rows[0]?.total ?? 0 };
};
