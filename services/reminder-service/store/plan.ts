import type { Queryable } from '#platform/db/database';
import type { PlannedReminder } from '../domain/plan-reminders.ts';
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

const scheduleSql = `insert into reminders as r (task_id, remind_at, reminder_type, correlationid, causationid, traceparent)
  select $1, planned.*, $4, $5, $6 from unnest($2::timestamptz[], $3::text[]) as planned
  on conflict (task_id, remind_at) do update set reminder_type = excluded.reminder_type
    where r.state = 'pending' and r.reminder_type <> excluded.reminder_type
  returning 1`;

const isComing = ({ remind_at }: PlannedReminder, { planned_from }: Projection): boolean => planned_from === null || remind_at > planned_from;

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
  const scheduled = await tx.query(scheduleSql, [task.task_id, instants, types, cause.correlationid, cause.id, cause.traceparent ?? null]);
  return { cancelled: cancelled.length, scheduled: scheduled.length };
};
