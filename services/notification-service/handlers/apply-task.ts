import type { Queryable } from '#platform/db/database';
import { applyFacts, pickFacts, type KnownTask } from '../domain/task-facts.ts';
import { lockTask, saveTask } from '../store/tasks.ts';

/** What a task event says beside its data. */
interface TaskEvent {
  partitionkey: string;
  sequence?: string | undefined;
  time: string;
  data: { task_id: string };
}

/** Takes over what is newer among the fields of an event; `changed` says whether anything was. */
export const applyTask = async (
  tx: Queryable,
  { partitionkey, sequence = '0', time, data }: TaskEvent,
  fields: Record<string, unknown>,
): Promise<{ task: KnownTask; changed: boolean }> => {
  const known = await lockTask(tx, data.task_id, partitionkey);
  const next = applyFacts(known, pickFacts(fields), Number(sequence), time);
  if (next !== null) await saveTask(tx, next);
  return { task: next ?? known, changed: next !== null };
};
