import type { PlannedReminder } from '#contracts/plan-reminders';
import type { Queryable } from '#platform/db/database';
import type { KeptFields, Projection } from '../domain/projection.ts';
import type { Settlement } from '../domain/settle-due.ts';

/** A task with due reminders; all its fields are known. */
export type DueTask = Pick<Projection, 'task_id' | 'user_id'> & { fields: KeptFields };

/** A due reminder as stored. */
export type DueReminder = PlannedReminder & { task_id: string; correlationid: string; causationid: string; traceparent: string | null };

/** The period in which reminders are due, and the most tasks to look at. */
export interface DueWindow {
  after: Date | null;
  until: Date;
  limit: number;
}

/**
 * Locks tasks with due reminders, the earliest first, skipping those that another replica
 * works on. The lock is on the task rather than the reminder, so that all late ones of a
 * task are seen together and none is cancelled meanwhile.
 */
export const lockDueTasks = (tx: Queryable, { after, until, limit }: DueWindow): Promise<DueTask[]> =>
  tx.query<DueTask>(
    `select t.task_id, t.user_id, t.fields from reminders r join tasks t using (task_id)
     where r.state = 'pending' and r.remind_at <= $1 and r.remind_at > coalesce($2, '-infinity'::timestamptz)
     order by r.remind_at limit $3 for update of t skip locked`,
    [until, after, limit],
  );

/**
 * The due reminders of locked tasks, read after locking because another replica may have
 * settled them just before.
 */
export const readDueReminders = (tx: Queryable, task_ids: string[], until: Date): Promise<DueReminder[]> =>
  tx.query<DueReminder>(
    `select task_id, remind_at, reminder_type, minutes_before, correlationid, causationid, traceparent from reminders
     where task_id = any($1) and state = 'pending' and remind_at <= $2`,
    [task_ids, until],
  );

/** Records what became of due reminders. */
export const saveSettled = (tx: Queryable, settled: readonly [DueReminder, Settlement][]): Promise<unknown> =>
  tx.query(
    `update reminders r set state = s.state, settled_at = now()
     from unnest($1::uuid[], $2::timestamptz[], $3::text[]) as s (task_id, remind_at, state)
     where r.task_id = s.task_id and r.remind_at = s.remind_at`,
    [settled.map(([{ task_id }]) => task_id), settled.map(([{ remind_at }]) => remind_at), settled.map(([, { state }]) => state)],
  );
