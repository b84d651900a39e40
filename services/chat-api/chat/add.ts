import type { AddIntent } from '../domain/chat/intent.ts';
import { sayAdded, sayInvalid } from '../domain/chat/reply.ts';
import { createTask } from '../domain/create-task.ts';
import type { NewTask } from '../domain/task-input.ts';
import { commitChange, type Work } from '../store/commit-change.ts';
import { done, type ChatAnswer, say } from './chat-answer.ts';

const toInput = ({ title, due_local, priority, tags, recurrence, remind_before }: AddIntent): NewTask => ({
  title,
  due_local,
  tags,
  recurrence,
  ...(priority === null ? {} : { priority }),
  reminders: remind_before?.map((minutes_before) => ({ minutes_before })) ?? null,
});

/** Makes a task as it was said. */
export const addByChat = async (work: Work, intent: AddIntent, newId: () => string): Promise<ChatAnswer> => {
  const decision = createTask(toInput(intent), { id: newId(), series_id: newId(), now: work.now, user: work.user });
  if (decision.kind === 'invalid') return say(sayInvalid(decision.errors));
  await commitChange(work, null, decision);
  return done(decision, sayAdded(decision.task, work.now));
};
