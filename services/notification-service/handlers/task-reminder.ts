import { taskReminder } from '#contracts/events/index';
import { onEvent } from '#platform/delivery/on-event';
import { isRelevant } from '../domain/task-facts.ts';
import { requestNotices } from '../request-notice.ts';
import { findTasks } from '../store/tasks.ts';

/** Reminds a user of a task on the channels that they want, unless it has been finished or deleted. */
export const onTaskReminder = onEvent(taskReminder, async (event, { tx, log }) => {
  const { task_id, title, undated, late_seconds, collapsed } = event.data;
  const due_at = undated === true ? null : event.data.due_at;
  const known = (await findTasks(tx, [task_id])).get(task_id);
  if (!isRelevant(known, { due_at, caused_at: event.time })) {
    log.info({ task_id }, 'a reminder is not relevant any more');
    return;
  }
  const count = await requestNotices(
    tx,
    {
      cause_id: event.id, user_id: event.partitionkey, kind: 'task_reminder', task_id, title, due_at, late_seconds, collapsed,
      correlationid: event.correlationid, caused_at: event.time, not_before: event.time,
      traceparent: event.traceparent ?? null,
    },
    known?.facts ?? { title },
  );
  log.info({ task_id, count }, 'notices of a reminder decided');
});
