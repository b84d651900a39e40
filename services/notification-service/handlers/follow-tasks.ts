import type { Envelope } from '#contracts/envelope';
import { foldChanges } from '#contracts/fold-changes';
import { versionOf } from '#contracts/newer-fields';
import type { Work } from '#platform/delivery/on-event';
import type { WakeChannel } from '../dispatch/request-dispatches.ts';
import { applyChange, isRelevant, pickFacts, type TaskChange } from '../domain/task-facts.ts';
import { requestNotices, type News } from '../request-notices.ts';
import { lockTasks, writeTasks } from '../store/tasks.ts';

/**
 * What an event of task-events means here: a change of what is known about a task, and
 * perhaps news for its user.
 */
export type TaskStep = TaskChange & { cause?: News['cause'] };

/** An event of task-events, whatever its type. */
export type TaskEvent = Pick<Envelope, 'partitionkey' | 'sequence' | 'time'> & { data: { task_id: string } };

/** The step of an event that carries fields of a task. */
export const stepOf = (event: TaskEvent, fields: Record<string, unknown>): TaskStep => ({
  task_id: event.data.task_id, user_id: event.partitionkey, facts: pickFacts(fields), version: versionOf(event), time: event.time,
});

/** Applies what is newer, then requests notices for news that still holds. */
export const followTasks =
  (wake: WakeChannel): Work<TaskStep> =>
  async (steps, { tx }) => {
    const known = await lockTasks(tx, new Map(steps.map(({ task_id, user_id }) => [task_id, user_id])));
    const { changed, newer } = foldChanges(known, steps, applyChange);
    writeTasks(tx, [...changed.values()]);
    const newsOf = ({ task_id, cause }: TaskStep): News | null => {
      const task = changed.get(task_id) ?? known.get(task_id)!;
      return cause !== undefined && isRelevant(task, { due_at: null, caused_at: cause.caused_at }) ? { cause, facts: task.facts } : null;
    };
    const news = steps.map(newsOf);
    await requestNotices(tx, news.filter((one) => one !== null), wake);
    return steps.map((_, i) => (newer[i] || news[i] !== null ? 'done' : 'stale'));
  };
