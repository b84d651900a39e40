import type { Task } from '#contracts/task';
import { describeTask } from '../domain/chat/reply.ts';
import { findNextActs } from '../store/acts.ts';
import type { Work } from '../store/commit-change.ts';
import { turnAct } from '../undo/turn-act.ts';
import { say, type ChatAnswer } from './chat-answer.ts';

const replies = {
  'task.created': (task: Task) => `Undone: ${describeTask(task)} is back.`,
  'task.deleted': (task: Task) => `Undone: “${task.title}” is gone again.`,
  'task.updated': (task: Task) => `Undone: it is ${describeTask(task)} again.`,
  'task.completed': (task: Task) => `Undone: “${task.title}” is done again.`,
};

/** Takes back what the user did last, by whatever way, unless the task has changed since. */
export const undoByChat = async (work: Work, newId: () => string): Promise<ChatAnswer> => {
  const { undo } = await findNextActs(work.tx, work.user.id, work.now);
  if (undo === null) return say('There is nothing to undo.');
  const result = await turnAct(work, undo, 'undo', newId);
  if (result.kind === 'refused') return say(`${result.reason}.`);
  const [first] = result.actions;
  const reply = undo.deeds.length === 1 && first !== undefined ? replies[first.type](first.task) : `Undone: ${result.text}.`;
  return { reply, actions: result.actions, choices: [] };
};
