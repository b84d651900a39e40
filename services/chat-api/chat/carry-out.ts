import { changeTask, completeTask, deleteTask, reopenTask, skipOccurrence } from '../domain/change-task.ts';
import { createTask } from '../domain/create-task.ts';
import type { Task } from '#contracts/task';
import type { Changed, Decision } from '../domain/decision.ts';
import type { CreateIntent, OnTask } from '../domain/talk/intents.ts';
import { inputOf, patchTask } from '../domain/talk/patch-task.ts';
import { sayChanged, sayInvalid, saySeveral, saySkipped, sayUnchanged } from '../domain/talk/reply.ts';
import { fold } from '../domain/talk/text.ts';
import type { Reader } from '../domain/talk/say-when.ts';
import { newTask, taskPatch, type NewTask } from '../domain/task-input.ts';
import { commitChange } from '../commit-change.ts';
import { lockTasks } from '../store/tasks.ts';
import { actionOf, say, type Outcome, type Turn } from './outcome.ts';

/** The person who reads the answer, and when. */
export const readerOf = ({ work }: Turn): Reader => ({ now: work.now, time_zone: work.user.time_zone });

const invalid = (issues: readonly { path: PropertyKey[]; message: string }[]): Decision => ({ kind: 'invalid', errors: issues.map(({ path, message }) => ({ field: path.join('.'), message })) });

const patched = (turn: Turn, task: Task, intent: Extract<OnTask, { kind: 'change' }>): Decision => {
  const same = (a: string, b: string): boolean => fold(a) === fold(b);
  const wish = taskPatch.safeParse(patchTask(intent.patch, task, readerOf(turn), same));
  return wish.success ? changeTask(task, wish.data, { now: turn.work.now, series_id: turn.newId() }) : invalid(wish.error.issues);
};

/** The effect of a wish on one task. */
export const decide = (turn: Turn, task: Task, intent: OnTask): Decision => {
  const context = { now: turn.work.now, series_id: turn.newId() };
  switch (intent.kind) {
    case 'complete':
      return completeTask(task, context);
    case 'reopen':
      return reopenTask(task, context);
    case 'delete':
      return deleteTask(task, turn.work.now);
    case 'skip':
      return skipOccurrence(task, intent.after, turn.work.now);
    case 'change':
      return patched(turn, task, intent);
    default:
      return { kind: 'unchanged', task };
  }
};

const remembered = 20;

/** The tasks mentioned, the latest first. */
export const spokenOf = ({ conversation }: Turn, ids: readonly string[]): string[] => [...new Set([...ids, ...conversation.spoken])].slice(0, remembered);

/** Creates a task from what was said. */
export const createByChat = async (turn: Turn, intent: CreateIntent): Promise<Outcome> => {
  const { work, newId } = turn;
  const input = newTask.safeParse(inputOf(intent, readerOf(turn)));
  const decision = input.success ? createTask(input.data, { id: newId(), series_id: newId(), now: work.now, user: work.user }) : invalid(input.error.issues);
  if (decision.kind !== 'changed') return say(decision.kind === 'invalid' ? sayInvalid(decision.errors) : 'Nothing was changed.');
  commitChange(work, null, decision);
  return { reply: sayChanged(decision, readerOf(turn)), actions: [actionOf(decision)], options: [], spoken: spokenOf(turn, [decision.task.id]) };
};

const copyOf = ({ title, description, tags, priority }: Task): NewTask => ({ title, description, tags, priority });

/**
 * Creates copies of tasks, without dates, because it is not known when they are to be done
 * again.
 */
export const copyByChat = async (turn: Turn, ids: readonly string[]): Promise<Outcome> => {
  const { work, newId } = turn;
  const tasks = await lockTasks(work.tx, work.user.id, ids);
  const made: Changed[] = [];
  for (const task of tasks.values()) {
    const decision = createTask(copyOf(task), { id: newId(), series_id: newId(), now: work.now, user: work.user });
    if (decision.kind !== 'changed') continue;
    commitChange(work, null, decision);
    made.push(decision);
  }
  const reply = made.length === 1 ? `${sayChanged(made[0]!, readerOf(turn))} It has no date: say when, such as “tomorrow 9am”.` : saySeveral(made);
  return { reply, actions: made.map(actionOf), options: [], spoken: spokenOf(turn, made.map(({ task }) => task.id)) };
};

const sayDone = (turn: Turn, { kind }: OnTask, changed: readonly Changed[]): string => {
  const [first] = changed;
  if (changed.length !== 1 || first === undefined) return saySeveral(changed);
  return kind === 'skip' ? saySkipped(first.task, readerOf(turn)) : sayChanged(first, readerOf(turn));
};

/** Does one thing to several tasks as one act: if one cannot be changed, none is. */
export const changeByChat = async (turn: Turn, intent: OnTask, ids: readonly string[]): Promise<Outcome> => {
  const { work } = turn;
  const tasks = await lockTasks(work.tx, work.user.id, ids);
  const decided = ids.flatMap((id) => {
    const task = tasks.get(id);
    return task === undefined ? [] : [{ before: task, decision: decide(turn, task, intent) }];
  });
  const refused = decided.find(({ decision }) => decision.kind === 'invalid');
  if (refused?.decision.kind === 'invalid') return say(sayInvalid(refused.decision.errors));
  const changed: Changed[] = [];
  for (const { before, decision } of decided) {
    if (decision.kind !== 'changed') continue;
    commitChange(work, before, decision);
    changed.push(decision);
  }
  const [first] = changed;
  const spoken = spokenOf(turn, decided.map(({ before }) => before.id));
  if (first === undefined) return say(decided.length === 1 ? sayUnchanged(decided[0]!.before, intent, readerOf(turn)) : 'Nothing to change: they are all like that already.', { spoken });
  return { reply: sayDone(turn, intent, changed), actions: changed.map(actionOf), options: [], spoken };
};
