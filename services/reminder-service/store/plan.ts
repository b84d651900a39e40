import { jsonRows } from '#platform/db/json-rows';
import type { Statements } from '#platform/db/transaction';
import type { FollowedTask } from '../domain/follow-task.ts';

const cancelSql = `delete from reminders r where task_id = any($1) and state = 'pending'
  and not exists (select from json_to_recordset($2) as k (task_id uuid, remind_at timestamptz) where k.task_id = r.task_id and k.remind_at = r.remind_at)`;

const columns = 'task_id, remind_at, reminder_type, minutes_before, correlationid, causationid, traceparent';

const scheduleSql = `insert into reminders as r (${columns}) select ${columns} from json_populate_recordset(null::reminders, $1)
  on conflict (task_id, remind_at) do update set reminder_type = excluded.reminder_type, minutes_before = excluded.minutes_before
    where r.state = 'pending' and (r.reminder_type, r.minutes_before) is distinct from (excluded.reminder_type, excluded.minutes_before)`;

const keptOf = ([task_id, { kept, scheduled }]: readonly [string, FollowedTask]): object[] =>
  [...new Set([...(kept ?? []), ...scheduled.keys()])].map((instant) => ({ task_id, remind_at: new Date(instant) }));

const scheduledOf = ([task_id, { scheduled }]: readonly [string, FollowedTask]): object[] =>
  [...scheduled.values()].map(({ cause, ...reminder }) => ({
    ...reminder, task_id, correlationid: cause.correlationid, causationid: cause.id, traceparent: cause.traceparent ?? null,
  }));

/**
 * Brings the pending reminders of locked tasks into line with what is planned; nothing is
 * sent twice for the same instant.
 */
export const writePlans = (tx: Statements, tasks: ReadonlyMap<string, FollowedTask>): void => {
  const [kept, scheduled] = [[...tasks].flatMap(keptOf), [...tasks].flatMap(scheduledOf)];
  // A task that was not known before has nothing to cancel.
  const known = [...tasks.values()].filter(({ isNew }) => !isNew).map(({ task }) => task.task_id);
  if (known.length > 0) tx.write(cancelSql, [known, jsonRows(kept)]);
  if (scheduled.length > 0) tx.write(scheduleSql, [jsonRows(scheduled)]);
};
