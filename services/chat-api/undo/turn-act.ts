import type { Task } from '#contracts/task';
import { deleteTask } from '../domain/change-task.ts';
import { recreateTask } from '../domain/create-task.ts';
import type { Lifecycle } from '../domain/decision.ts';
import { describeAct, describeStale } from '../domain/undo/act-words.ts';
import { isCompletion, type Deed } from '../domain/undo/deed.ts';
import { turnDeeds, type Direction, type Step } from '../domain/undo/turn-deeds.ts';
import { renameTask, saveAct, type Act } from '../store/acts.ts';
import { commitChange, type Work } from '../commit-change.ts';
import { claimOccurrence, lockFollower, releaseOccurrence } from '../store/occurrences.ts';
import { lockTasks } from '../store/tasks.ts';

/** What taking an act back, or doing it again, did; or why it was left alone. */
export type TurnResult =
  | { kind: 'done'; text: string; actions: { type: Lifecycle['type']; task_id: string; task: Task }[] }
  | { kind: 'refused'; reason: string };

/** Removes the instance that a completion had made, so that completing again makes it again. */
const undoFollower = async (work: Work, { before, deed }: Step): Promise<Step[]> => {
  const follower = before === null || before.series_id === null || !isCompletion(deed) ? null : await lockFollower(work.tx, before);
  if (follower === null) return [];
  await releaseOccurrence(work.tx, follower);
  deed.followed = follower;
  return [{ before: follower, changed: deleteTask(follower, work.now), deed }];
};

/** Brings it back, unless another has its place by now. */
const redoFollower = async (work: Work, { changed, deed }: Step, id: string): Promise<Step[]> => {
  const { followed } = deed;
  if (followed === null) return [];
  deed.followed = null;
  const again = recreateTask(followed, { id, now: work.now });
  if (!(await claimOccurrence(work.tx, again.task, changed.task.completed_at))) return [];
  await renameTask(work.tx, work.user.id, followed.id, id);
  return [{ before: null, changed: again, deed }];
};

const followers = (work: Work, step: Step, direction: Direction, newId: () => string): Promise<Step[]> =>
  direction === 'undo' ? undoFollower(work, step) : redoFollower(work, step, newId());

const problem = (act: Act, direction: Direction): string | null => {
  if (act.undone === (direction === 'redo')) return null;
  return direction === 'undo' ? 'It has been taken back already' : 'It has been done again already';
};

const write = async (work: Work, steps: readonly Step[], ids: readonly string[]): Promise<void> => {
  for (const [index, { before, changed }] of steps.entries()) {
    commitChange(work, before, changed);
    const old = ids[index];
    if (old !== undefined && old !== changed.task.id) await renameTask(work.tx, work.user.id, old, changed.task.id);
  }
};

/**
 * Takes an act back or does it again, all of it or nothing: ordinary changes, with their
 * versions and events, that are no act of their own.
 */
export const turnAct = async (turn: Work, act: Act, direction: Direction, newId: () => string): Promise<TurnResult> => {
  const refused = problem(act, direction);
  if (refused !== null) return { kind: 'refused', reason: refused };
  const work: Work = { ...turn, deeds: [] };
  const ids = act.deeds.map(({ task_id }) => task_id);
  const turned = turnDeeds(act.deeds, direction, { tasks: await lockTasks(work.tx, work.user.id, ids), now: work.now, newId });
  if (turned.kind === 'stale') return { kind: 'refused', reason: describeStale(turned.deed, turned.current !== null) };
  const following: Step[] = [];
  for (const step of turned.steps) following.push(...(await followers(work, step, direction, newId)));
  await write(work, turned.steps, ids);
  await write(work, following, []);
  const deeds: Deed[] = turned.steps.map(({ deed }) => deed);
  await saveAct(work.tx, act.id, deeds, direction === 'undo' ? work.user.user_seq : null);
  const actions = [...turned.steps, ...following].map(({ changed: { task, lifecycle } }) => ({ type: lifecycle.type, task_id: task.id, task }));
  return { kind: 'done', text: describeAct(act.deeds), actions };
};
