import type { Tables, TaskRow } from './evidence.ts';
import type { Sql } from './sql.ts';

/** What the services recorded before and after a change tells which version it made. */
const auditSql = `select user_id, task_id,
    coalesce((payload::jsonb #>> '{after,version}')::int, (payload::jsonb #>> '{before,version}')::int + 1) as version
  from audit_service.audit_entries where user_id = any($1) and task_id is not null order by id`;

const isThere = async (sql: Sql, table: string): Promise<boolean> => (await sql<{ found: boolean }>('select to_regclass($1) is not null as found', [table]))[0]!.found;

const countWaiting = async (sql: Sql, users: readonly string[]): Promise<number> => {
  const schemas = await sql<{ name: string }>(`select table_schema as name from information_schema.tables where table_name = 'outbox'`);
  const counts = schemas.map(({ name }) => `(select count(*)::int from ${name}.outbox where key = any($1))`);
  return (await sql<{ n: number }>(`select ${counts.join(' + ')} as n`, [users]))[0]!.n;
};

const iso = ({ due_date, created_at, ...row }: TaskRow): TaskRow => ({
  ...row,
  due_date: due_date === null ? null : new Date(due_date).toISOString(),
  created_at: new Date(created_at).toISOString(),
});

/**
 * Reads what the services wrote about some people; each table separately, so they only
 * match when everything is at rest.
 */
export const readTables = async (sql: Sql, users: readonly string[]): Promise<Tables> => {
  const of = <Row extends object>(text: string): Promise<Row[]> => sql<Row>(text, [users]);
  const waiting = await countWaiting(sql, users);
  const readAt = new Date();
  const tasks = await of<TaskRow>(
    `select id, user_id, title, version, status, due_date, due_local, time_zone, reminders, recurrence, series_id, occurrence_index, created_at
     from chat_api.tasks where user_id = any($1::uuid[])`,
  );
  return {
    readAt,
    waiting,
    tasks: tasks.map(iso),
    auditEntries: await of(auditSql),
    reminders: await of(
      `select r.task_id, r.remind_at, r.state from reminder_service.reminders r join reminder_service.tasks t using (task_id) where t.user_id = any($1)`,
    ),
    knownTasks: await of(`select task_id from notification_service.tasks where user_id = any($1::uuid[]) and deleted_at is null and facts ? 'title'`),
    notices: await of('select id, kind, task_id, channel, state from notification_service.notices where user_id = any($1::uuid[])'),
    dispatches: await of(
      'select notification_id, kind, task_ids[1] as task_id, channel, state from notification_service.deliveries where user_id = any($1::uuid[])',
    ),
    inApp: await of('select id, kind, task_ids[1] as task_id from notification_service.notifications where user_id = any($1::uuid[])'),
    probed: (await isThere(sql, 'probe_service.handled'))
      ? await of('select user_id, task_id, sequence::int as version from probe_service.handled where user_id = any($1) order by n')
      : null,
  };
};
