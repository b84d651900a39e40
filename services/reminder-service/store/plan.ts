import type { PlannedReminder } from '#contracts/plan-reminders';
import type { Queryable } from '#platform/db/database';
import type { Projection } from '../domain/projection.ts';

/** The event that a plan follows from. */
export interface Cause {
  id: string;
  correlationid: string;
  traceparent?: string | undefined;
}

/** How a plan changed what was to be sent. */
export interface PlanChange {
  cancelled: number;
  scheduled: number;
}

const cancelSql = `delete from reminders
  where task_id = $1 and state = 'pending' and remind_at <> all($2::timestamptz[]) returning 1`;

const scheduleSql = `insert into reminders as r (task_id, remind_at, reminder_type, minutes_before, correlationid, causationid, traceparent)
  select $1, planned.*, $5, $6, $7 from unnest($2::timestamptz[], $3::text[], $4::int[]) as planned
  on conflict (task_id, remind_at) do update set reminder_type = excluded.reminder_type, minutes_before = excluded.minutes_before
    where r.state = 'pending' and (r.reminder_type, r.minutes_before) is distinct from (excluded.reminder_type, excluded.minutes_before)
  returning 1`;

/** A time is said in whole minutes: one that began just before it was said still counts. A reminder that leads to it does not. */
const graceMs = ({ minutes_before }: PlannedReminder): number => (minutes_before === null || minutes_before === 0 ? 60_000 : 0);

const isComing = (reminder: PlannedReminder, { planned_from }: Projection): boolean =>
  planned_from === null || reminder.remind_at.getTime() + graceMs(reminder) > planned_from.getTime();

/**
 * Makes what is to be sent of a locked task follow a plan. Pending reminders that are still planned stay, also if their time has come
 * meanwhile; new ones are made only after `planned_from`; what was sent at an instant is not sent again.
 */
export const savePlan = async (tx: Queryable, task: Projection, plan: readonly PlannedReminder[], cause: Cause): Promise<PlanChange> => {
  const cancelled = await tx.query(cancelSql, [task.task_id, plan.map(({ remind_at }) => remind_at)]);
  const coming = plan.filter((reminder) => isComing(reminder, task));
  if (coming.length === 0) return { cancelled: cancelled.length, scheduled: 0 };
  const instants = coming.map(({ remind_at }) => remind_at);
  const types = coming.map(({ reminder_type }) => reminder_type);
  const minutes = coming.map(({ minutes_before }) => minutes_before);
  const scheduled = await tx.query(scheduleSql, [task.task_id, instants, types, minutes, cause.correlationid, cause.id, cause.traceparent ?? null]);
  return { cancelled: cancelled.length, scheduled: scheduled.length };
};
