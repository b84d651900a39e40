/**
 * Applies changes of tasks one after the other, each to what those before it made of its
 * task: `apply` returns the task after a change, or null where nothing of it is newer.
 * Returns the tasks that are different now, and of each change whether it was newer.
 */
export const foldChanges = <Task, Change extends { task_id: string }>(
  known: ReadonlyMap<string, Task>,
  changes: readonly Change[],
  apply: (task: Task, change: Change) => Task | null,
): { changed: Map<string, Task>; newer: boolean[] } => {
  const changed = new Map<string, Task>();
  const newer = changes.map((change) => {
    const next = apply(changed.get(change.task_id) ?? known.get(change.task_id)!, change);
    if (next !== null) changed.set(change.task_id, next);
    return next !== null;
  });
  return { changed, newer };
};
