import type { Direction } from '../domain/undo/turn-deeds.ts';
import { describeTask } from '../domain/talk/reply.ts';
import { findNextActs } from '../store/acts.ts';
import { turnAct } from '../undo/turn-act.ts';
import { readerOf, spokenOf } from './carry-out.ts';
import { say, type Outcome, type Turn } from './outcome.ts';

const words = { undo: { done: 'Undone', none: 'There is nothing to undo.' }, redo: { done: 'Done again', none: 'There is nothing to redo.' } } as const;

/**
 * Undoes or redoes what the user did last, in whatever way; refused when the task has
 * changed since.
 */
export const turnByChat = async (turn: Turn, direction: Direction): Promise<Outcome> => {
  const { work, newId } = turn;
  const act = (await findNextActs(work.tx, work.user.id, work.now))[direction];
  if (act === null) return say(words[direction].none);
  const result = await turnAct(work, act, direction, newId);
  if (result.kind === 'refused') return say(`${result.reason}.`);
  const kept = result.actions.filter(({ type }) => type !== 'task.deleted');
  const now = kept.length === 1 ? ` Now it is ${describeTask(kept[0]!.task, readerOf(turn))}.` : '';
  return { reply: `${words[direction].done}: ${result.text}.${now}`, actions: result.actions, options: [], spoken: spokenOf(turn, kept.map(({ task_id }) => task_id)) };
};

/** Undoes the last acts, the newest first, until one cannot be undone. */
export const turnBackByChat = async (turn: Turn, count: number): Promise<Outcome> => {
  if (count === 1) return turnByChat(turn, 'undo');
  const done: Outcome[] = [];
  for (let index = 0; index < count; index += 1) {
    const outcome = await turnByChat(turn, 'undo');
    done.push(outcome);
    if (outcome.actions.length === 0) break;
  }
  return { reply: done.map(({ reply }) => reply).join('\n'), actions: done.flatMap(({ actions }) => actions), options: [], spoken: done.flatMap(({ spoken = [] }) => spoken) };
};
