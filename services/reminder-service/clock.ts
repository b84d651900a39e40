import { taskReminder } from '#contracts/events/index';
import type { Database, Transaction } from '#platform/db/database';
import type { Logger } from '#platform/logger';
import { inLaterTrace } from '#platform/telemetry';
import { onTimeMs, settleDue, type Settlement } from './domain/settle-due.ts';
import { remindersCollapsed, reminderDelay } from './metrics.ts';
import { lockDueTasks, readDueReminders, saveSettled, type DueReminder, type DueTask } from './store/due.ts';

/** Times are epoch milliseconds. */
export interface ClockOptions {
  database: Database;
  log: Logger;
  now: () => number;
  /**
   * How long late reminders wait after a downtime, in ms, until its events are handled: a
   * task may have been finished meanwhile.
   */
  catchUpMs: number;
}

const batchSize = 200;
/** Limits one tick; the next one continues. */
const batches = 25;
/** After this long without a tick, the clock counts as having been down. */
const downMs = 30_000;

type Settled = [DueReminder, Settlement];

const emitReminder = (tx: Transaction, { user_id, fields }: DueTask, [reminder, settlement]: Settled): void => {
  if (settlement.state !== 'sent') return;
  const { late_seconds, collapsed } = settlement;
  const { task_id, reminder_type, minutes_before, correlationid, causationid, traceparent } = reminder;
  const remind_at = reminder.remind_at.toISOString();
  const undated = fields.due_date === null;
  const due_at = fields.due_date ?? remind_at;
  inLaterTrace('remind', [traceparent], () =>
    tx.emit(taskReminder, {
      key: user_id,
      subject: task_id,
      channel: 'system',
      correlationid,
      causationid,
      data: {
        task_id, title: fields.title, due_at, remind_at, reminder_type, late_seconds, collapsed,
        ...(minutes_before === null ? {} : { minutes_before }),
        ...(undated ? { undated } : {}),
      },
    }),
  );
};

const settleTask = (tx: Transaction, task: DueTask, due: readonly DueReminder[], now: Date): Settled[] => {
  const settled = settleDue(due.filter(({ task_id }) => task_id === task.task_id), now);
  for (const entry of settled) emitReminder(tx, task, entry);
  return settled;
};

const settleBatch = async (tx: Transaction, until: Date, after: Date | null): Promise<{ full: boolean; settled: Settled[] }> => {
  const claimed = await lockDueTasks(tx, { after, until, limit: batchSize });
  const full = claimed.length === batchSize;
  if (claimed.length === 0) return { full, settled: [] };
  // There is one row a due reminder, so a task may appear several times.
  const tasks = new Map(claimed.map((task) => [task.task_id, task]));
  const due = await readDueReminders(tx, [...tasks.keys()], until);
  const settled = [...tasks.values()].flatMap((task) => settleTask(tx, task, due, until));
  await saveSettled(tx, settled);
  return { full, settled };
};

const observe = (settled: readonly Settled[], now: number, log: Logger): void => {
  if (settled.length === 0) return;
  const sent = settled.filter(([, { state }]) => state === 'sent');
  for (const [{ remind_at }] of sent) reminderDelay.observe(Math.max(0, now - remind_at.getTime()) / 1_000);
  remindersCollapsed.inc(settled.length - sent.length);
  log.info({ sent: sent.length, collapsed: settled.length - sent.length }, 'reminders sent');
};

/** One tick of the clock: sends what is due, one batch per transaction. */
export const createTick = ({ database, log, now, catchUpMs }: ClockOptions): (() => Promise<void>) => {
  let lastTick = -Infinity;
  let upSince = 0;
  return async () => {
    const began = now();
    if (began - lastTick > downMs) upSince = began;
    // Right after a downtime only reminders that are on time go out; late ones wait for the
    // events of the downtime.
    const after = began - upSince < catchUpMs ? new Date(began - onTimeMs) : null;
    for (let batch = 0; batch < batches; batch++) {
      const until = new Date(now());
      const { full, settled } = await database.transaction((tx) => settleBatch(tx, until, after));
      observe(settled, now(), log);
      if (!full) break;
    }
    lastTick = began;
  };
};
