import type { Task } from '#contracts/task';
import { changeTask, completeTask, deleteTask, reopenTask } from '../domain/change-task.ts';
import { chooseTask, type Chosen } from '../domain/chat/choose-task.ts';
import type { ChatPatch, Intent } from '../domain/chat/intent.ts';
import { changeMessage } from '../domain/chat/messages.ts';
import { patchFromChat } from '../domain/chat/patch-from-chat.ts';
import { askWhichTask, sayChanged, sayInvalid, sayNoTask, sayUnchanged } from '../domain/chat/reply.ts';
import type { Decision } from '../domain/decision.ts';
import { toDueLocal } from '../domain/due.ts';
import { taskPatch } from '../domain/task-input.ts';
import { commitChange, type Work } from '../store/commit-change.ts';
import { listCandidates, type Candidate } from '../store/list-tasks.ts';
import { lockTask } from '../store/tasks.ts';
import { done, type ChatAnswer, say } from './chat-answer.ts';

type ChangeIntent = Extract<Intent, { kind: 'complete' | 'reopen' | 'delete' | 'change' }>;

/** One reading of what was said: which task, and what to do with it. */
interface Reading {
  query: string;
  /** The same wish for one certain task, as a chat message. */
  messageFor: (id: string) => string;
  fits: (task: Candidate) => boolean;
  decide: (task: Task) => Decision;
}

const decidePatch = (work: Work, patch: ChatPatch, series_id: string) => (task: Task): Decision => {
  const wish = taskPatch.safeParse(patchFromChat(patch, task, toDueLocal(work.now, work.user.time_zone)));
  if (wish.success) return changeTask(task, wish.data, { now: work.now, series_id });
  return { kind: 'invalid', errors: wish.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })) };
};

const readingsOf = (work: Work, intent: ChangeIntent, series_id: string): Reading[] => {
  const context = { now: work.now, series_id };
  if (intent.kind === 'change') {
    return intent.readings.map(({ query, patch }) => ({
      query,
      messageFor: (id) => changeMessage(id, patch),
      fits: ({ status }) => status !== 'DONE',
      decide: decidePatch(work, patch, series_id),
    }));
  }
  const { kind, query } = intent;
  const decide = {
    complete: (task: Task) => completeTask(task, context),
    reopen: (task: Task) => reopenTask(task, context),
    delete: (task: Task) => deleteTask(task, work.now),
  }[kind];
  const fits = ({ status }: Candidate): boolean => kind === 'delete' || (status === 'DONE') === (kind === 'reopen');
  return [{ query, messageFor: (id) => `${kind} ${id}`, fits, decide }];
};

const rank = (chosen: Chosen<Candidate>): number => (chosen.kind === 'one' ? (chosen.isExact ? 0 : 1) : chosen.kind === 'several' ? 2 : 3);

/** The reading that fits best: it names a task, or speaks of exactly one, or of some. */
const chooseReading = (readings: Reading[], candidates: Candidate[]): { reading: Reading; chosen: Chosen<Candidate> } =>
  readings
    .map((reading) => ({ reading, chosen: chooseTask(reading.query, candidates, reading.fits) }))
    .sort((a, b) => rank(a.chosen) - rank(b.chosen))[0]!;

/** Changes, finishes, reopens or deletes the task that was spoken of; asks when several fit. */
export const changeByChat = async (work: Work, intent: ChangeIntent, newId: () => string): Promise<ChatAnswer> => {
  const { tx, user, now } = work;
  const { reading, chosen } = chooseReading(readingsOf(work, intent, newId()), await listCandidates(tx, user.id));
  if (chosen.kind === 'several') {
    const { reply, choices } = askWhichTask(chosen.tasks, reading.messageFor);
    return say(reply, choices);
  }
  const before = chosen.kind === 'one' ? await lockTask(tx, user.id, chosen.task.id) : null;
  if (before === null) return say(sayNoTask(reading.query));
  const decision = reading.decide(before);
  if (decision.kind === 'invalid') return say(sayInvalid(decision.errors));
  if (decision.kind === 'unchanged') return say(sayUnchanged(decision.task));
  await commitChange(work, before, decision);
  return done(decision, sayChanged(decision.task, decision.lifecycle, now));
};
