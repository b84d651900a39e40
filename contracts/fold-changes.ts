/**
 * Applies changes to tasks one after the other, each to the result of those before it.
 * `apply` returns the task after a change, or null if nothing in the change is newer.
 * Returns the tasks that changed, and for each change whether it was newer.
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
