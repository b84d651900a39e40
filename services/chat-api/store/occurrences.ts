import type { Task } from '#contracts/task';
import type { Queryable, Transaction } from '#platform/db/database';
import { contentOf } from '../domain/undo/deed.ts';
import { taskColumns, toTask, type TaskRow } from './tasks.ts';

/**
 * Claims an instance's place in its series for the completion that precedes it; false if
 * the place was taken before, even by a task deleted since.
 */
export const claimOccurrence = async (tx: Transaction, instance: Task, completed_at: string | null): Promise<boolean> =>
  (
    await tx.query(
      `insert into occurrences (series_id, occurrence_index, task_id, completed_at, content) values ($1, $2, $3, $4, $5)
       on conflict do nothing returning 1`,
      [instance.series_id, instance.occurrence_index, instance.id, completed_at, contentOf(instance)],
    )
  ).length > 0;

/** The task that was made as an instance of a series. */
export const findOccurrence = async (tx: Queryable, series_id: string, occurrence_index: number): Promise<string | null> =>
  (
    await tx.query<{ task_id: string }>('select task_id from occurrences where series_id = $1 and occurrence_index = $2', [
      series_id,
      occurrence_index,
    ])
  )[0]?.task_id ?? null;

/** The instance that a completion of this task created, unless it has changed since or is gone. */
export const lockFollower = async (tx: Transaction, { user_id, series_id, occurrence_index, completed_at }: Task): Promise<Task | null> => {
  const [row] = await tx.query<TaskRow & { content: string }>(
    `select ${taskColumns}, content from tasks join
       (select task_id, content from occurrences where series_id = $2 and occurrence_index = $3 and completed_at = $4) made on task_id = id
     where user_id = $1 for update of tasks`,
    [user_id, series_id, occurrence_index + 1, completed_at],
  );
  if (row === undefined) return null;
  const { content, ...task } = row;
  return contentOf(toTask(task)) === content ? toTask(task) : null;
};

/** Gives an instance's place in its series up, so that it can be made again. */
export const releaseOccurrence = (tx: Transaction, { series_id, occurrence_index }: Task): Promise<unknown> =>
  tx.query('delete from occurrences where series_id = $1 and occurrence_index = $2', [series_id, occurrence_index]);
