import type { Task } from '#contracts/task';
import { deleteTask, restoreTask } from '../domain/change-task.ts';
import { recreateTask } from '../domain/create-task.ts';
import { describeTask } from '../domain/chat/reply.ts';
import type { Changed } from '../domain/decision.ts';
import { commitChange, type Work } from '../store/commit-change.ts';
import { findUndo, forgetUndo, type Undo } from '../store/messages.ts';
import { lockTask } from '../store/tasks.ts';
import { say, type ChatAnswer } from './chat-answer.ts';

/** The change that takes another back: what was made goes, what was deleted comes back under a new id, all else is as before. */
const inverse = (work: Work, { type, before }: Undo, current: Task | null, id: string): Changed | null => {
  if (type === 'task.deleted') return before === null ? null : recreateTask(before, { id, now: work.now });
  if (current === null) return null;
  return before === null ? deleteTask(current, work.now) : restoreTask(current, before, work.now);
};

const replies = {
  'task.created': (task: Task) => `Undone: ${describeTask(task)} is back.`,
  'task.deleted': (task: Task) => `Undone: “${task.title}” is gone again.`,
  'task.updated': (task: Task) => `Undone: it is ${describeTask(task)} again.`,
  'task.completed': (task: Task) => `Undone: “${task.title}” is done again.`,
};

/** Takes the latest change of this conversation back, unless the task has changed since. */
export const undoByChat = async (work: Work, newId: () => string): Promise<ChatAnswer> => {
  const { tx, user } = work;
  const last = await findUndo(tx, user.id);
  if (last === null) return say('There is nothing to undo.');
  const { undo } = last;
  await forgetUndo(tx, user.id, last.id);
  const current = await lockTask(tx, user.id, undo.task_id);
  if (undo.type !== 'task.deleted' && current?.version !== undo.version) return say('That task has changed since, so I leave it as it is.');
  const change = inverse(work, undo, current, newId());
  if (change === null) return say('There is nothing to undo.');
  await commitChange(work, current, change);
  const { task, lifecycle } = change;
  return { reply: replies[lifecycle.type](task), actions: [{ type: lifecycle.type, task_id: task.id, task }], choices: [] };
};
