import type { Envelope } from '#contracts/envelope';
import { versionOf } from '#contracts/newer-fields';
import type { Queryable } from '#platform/db/database';
import { applyFacts, pickFacts, type KnownTask } from '../domain/task-facts.ts';
import { lockTask, saveTask } from '../store/tasks.ts';

/** An event of task-events, whatever its type. */
type TaskEvent = Pick<Envelope, 'partitionkey' | 'sequence' | 'time'> & { data: { task_id: string } };

/** Takes over what is newer among the fields of an event; `changed` says whether anything was. */
export const applyTask = async (
  tx: Queryable,
  event: TaskEvent,
  fields: Record<string, unknown>,
): Promise<{ task: KnownTask; changed: boolean }> => {
  const known = await lockTask(tx, event.data.task_id, event.partitionkey);
  const next = applyFacts(known, pickFacts(fields), versionOf(event), event.time);
  if (next !== null) await saveTask(tx, next);
  return { task: next ?? known, changed: next !== null };
};
