import type { Event } from '#contracts/define-event';
import { taskReminder } from '#contracts/events/index';
import { onEvents, type Handler } from '#platform/delivery/on-event';
import type { WakeChannel } from '../dispatch/request-dispatches.ts';
import { isRelevant } from '../domain/task-facts.ts';
import { requestNotices, type News } from '../request-notices.ts';
import { findTasks } from '../store/tasks.ts';

const causeOf = (event: Event<typeof taskReminder>): News['cause'] => {
  const { task_id, title, undated, late_seconds, collapsed } = event.data;
  return {
    cause_id: event.id, user_id: event.partitionkey, kind: 'task_reminder', task_id, title, due_at: undated === true ? null : event.data.due_at,
    late_seconds, collapsed, correlationid: event.correlationid, caused_at: event.time, not_before: event.time, traceparent: event.traceparent ?? null,
  };
};

/**
 * Reminds users of tasks on the channels that they want, unless the task was finished or
 * deleted.
 */
export const onTaskReminder = (wake: WakeChannel): Handler =>
  onEvents(taskReminder, async (events, { tx, log }) => {
    const tasks = await findTasks(tx, events.map(({ data }) => data.task_id));
    const causes = events.map(causeOf);
    const open = causes.filter((cause) => isRelevant(tasks.get(cause.task_id), cause));
    if (open.length < causes.length) log.info({ count: causes.length - open.length }, 'reminders that are not relevant any more');
    await requestNotices(tx, open.map((cause) => ({ cause, facts: tasks.get(cause.task_id)?.facts ?? { title: cause.title } })), wake);
  });
