import type { Sql } from './sql.ts';

/** How far at most consumers are behind in normal operation, in seconds. */
const usualLag = 2;

const behindSql = `select count(*)::int as behind from chat_api.tasks t
  where t.user_id = any($1::uuid[]) and t.created_at between now() - interval '10 minutes' and now() - make_interval(secs => ${usualLag}) and (
    not exists (select 1 from audit_service.audit_entries e where e.task_id = t.id)
    or not exists (select 1 from reminder_service.tasks r where r.task_id = t.id)
    or not exists (select 1 from notification_service.tasks n where n.task_id = t.id))`;

/** Whether every consumer knows of all tasks of some people except those of the last moment. */
export const isCaughtUp = async (sql: Sql, people: readonly string[]): Promise<boolean> =>
  (await sql<{ behind: number }>(behindSql, [people]))[0]!.behind === 0;
