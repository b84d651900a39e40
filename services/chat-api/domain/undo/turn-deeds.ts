import type { Task } from '#contracts/task';
import { deleteTask, restoreTask } from '../change-task.ts';
import { recreateTask } from '../create-task.ts';
import type { Changed } from '../decision.ts';
import { contentOf, type Deed } from './deed.ts';

/** Undo or redo. */
export type Direction = 'undo' | 'redo';

/** One change that turns an act back or forth, and the deed to be stored. */
export interface Step {
  before: Task | null;
  changed: Changed;
  deed: Deed;
}

/** What turning an act would change; or the deed whose task is no longer as the act left it. */
export type Turned = { kind: 'turned'; steps: Step[] } | { kind: 'stale'; deed: Deed; current: Task | null };

/** The present tasks by id, and what new ones need. */
export interface TurnContext {
  tasks: ReadonlyMap<string, Task>;
  now: string;
  newId: () => string;
}

const valuesOf = ({ changes }: Deed, direction: Direction): Partial<Task> =>
  Object.fromEntries(Object.entries(changes).map(([name, change]) => [name, direction === 'undo' ? change?.old : change?.new]));

const change = (deed: Deed, current: Task | null, direction: Direction, { now, newId }: TurnContext): Changed | null => {
  const goal = direction === 'undo' ? deed.before : deed.after;
  if (current === null) return deed.gone === null ? null : recreateTask(deed.gone, { id: newId(), now });
  return goal === null ? deleteTask(current, now) : restoreTask(current, { ...current, ...valuesOf(deed, direction) }, now);
};

const turnDeed = (deed: Deed, direction: Direction, context: TurnContext): Step | null => {
  const current = context.tasks.get(deed.task_id) ?? null;
  const expected = direction === 'undo' ? deed.after : deed.before;
  if ((current === null ? null : contentOf(current)) !== expected) return null;
  const changed = change(deed, current, direction, context);
  if (changed === null) return null;
  const gone = changed.lifecycle.type === 'task.deleted' ? current : null;
  return { before: current, changed, deed: { ...deed, gone, task_id: changed.task.id } };
};

/** Undoes or redoes all deeds of an act, or none. Ids are today's. */
export const turnDeeds = (deeds: readonly Deed[], direction: Direction, context: TurnContext): Turned => {
  const steps: Step[] = [];
  for (const deed of deeds) {
    const step = turnDeed(deed, direction, context);
    if (step === null) return { kind: 'stale', deed, current: context.tasks.get(deed.task_id) ?? null };
    steps.push(step);
  }
  return { kind: 'turned', steps };
};
