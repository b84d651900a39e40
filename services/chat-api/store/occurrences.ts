import type { Transaction } from '#platform/db/database';

/** Claims an instance of a series for a task; false where it was made before, even if it has been deleted since. */
export const claimOccurrence = async (
  tx: Transaction,
  { series_id, occurrence_index, task_id }: { series_id: string; occurrence_index: number; task_id: string },
): Promise<boolean> =>
  (
    await tx.query(
      'insert into occurrences (series_id, occurrence_index, task_id) values ($1, $2, $3) on conflict do nothing returning 1',
      [series_id, occurrence_index, task_id],
    )
  ).length > 0;

/** The task that was made as an instance of a series. */
export const findOccurrence = async (tx: Transaction, series_id: string, occurrence_index: number): Promise<string | null> =>
  (
    await tx.query<{ task_id: string }>('select task_id from occurrences where series_id = $1 and occurrence_index = $2', [
      series_id,
      occurrence_index,
    ])
  )[0]?.task_id ?? null;
