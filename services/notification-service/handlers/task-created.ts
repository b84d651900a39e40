import { taskCreated } from '#contracts/events/index';
import { onEvent } from '#platform/delivery/on-event';
import { isRelevant } from '../domain/task-facts.ts';
import { requestNotices } from '../request-notice.ts';
import { applyTask } from './apply-task.ts';

/** Gets to know a task and tells its user of it, where they want that and the task is still open. */
export const onTaskCreated = onEvent(taskCreated, async (event, { tx, log }) => {
  const { task_id, task } = event.data;
  const { task: known, changed } = await applyTask(tx, event, task);
  if (!isRelevant(known, { due_at: null, caused_at: event.time })) return changed ? 'done' : 'stale';
  const count = await requestNotices(
    tx,
    {
      cause_id: event.id, user_id: event.partitionkey, kind: 'task_created', task_id, title: task.title, due_at: task.due_date,
      late_seconds: 0, collapsed: 0, correlationid: event.correlationid, caused_at: event.time, not_before: event.time,
      traceparent: event.traceparent ?? null,
    },
    known.facts,
  );
  log.info({ task_id, count }, 'notices of a new task decided');
});
