import { z } from 'zod';
import { nextReminderAt } from '#contracts/plan-reminders';
import { task, type Task } from '#contracts/task';
import { Problem, type FieldError } from '#platform/http/problem';
import type { Changed, Decision } from '../domain/decision.ts';
import { commitChange, type Work } from '../commit-change.ts';
import { lockTask } from '../store/tasks.ts';
import type { Answer } from './in-turn.ts';

/** The ETag of a task: its version. */
export const etagOf = ({ version }: Pick<Task, 'version'>): string => `"${version}"`;

/** A task as REST shows it: with the reminder that comes next. */
export const shownTask = task.extend({ next_reminder_at: z.iso.datetime().nullable().describe('the instant of the next reminder, UTC') });
export type ShownTask = z.infer<typeof shownTask>;

/** A task as it is shown at an instant. */
export const showTask = (task: Task, now: string): ShownTask => ({ ...task, next_reminder_at: nextReminderAt(task, now) });

/** A task as an answer. */
export const taskAnswer = (task: ShownTask, status = 200, headers: Record<string, string> = {}): Answer<ShownTask> => ({
  status,
  headers: { etag: etagOf(task), ...headers },
  body: task,
});

/** What was done to a task; for a deleted one, with its last state. */
export const actionAnswer = z.object({
  type: z.string().describe('such as task.created'),
  task_id: z.uuid(),
  task: shownTask.partial({ next_reminder_at: true }),
});

/** Actions as they are shown at an instant. */
export const showActions = <A extends { task: Task }>(actions: readonly A[], now: string): (A & { task: ShownTask })[] =>
  actions.map((action) => ({ ...action, task: showTask(action.task, now) }));

/** The answer for a task that does not exist or belongs to someone else. */
export const noSuchTask = (): Problem => new Problem(404, 'There is no such task');

/** The answer to changes that contradict each other or the task. */
export const badFields = (errors: FieldError[]): Problem =>
  new Problem(400, 'The request is not valid', { detail: errors.map(({ field, message }) => `${field}: ${message}`).join('; '), errors });

const matches = (ifMatch: string, task: Task): boolean =>
  ifMatch.split(',').some((tag) => ['*', etagOf(task)].includes(tag.trim().replace(/^W\//, '')));

/** Creates a task, if possible. */
export const makeTaskInTurn = (work: Work, decision: Changed | { kind: 'invalid'; errors: FieldError[] }): Task => {
  if (decision.kind === 'invalid') throw badFields(decision.errors);
  commitChange(work, null, decision);
  return decision.task;
};

/** Locks a task, decides and writes; a change without effect writes nothing. */
export const changeTaskInTurn = async (
  work: Work,
  id: string,
  decide: (task: Task) => Decision,
  ifMatch?: string,
): Promise<Task> => {
  const before = await lockTask(work.tx, work.user.id, id);
  if (before === null) throw noSuchTask();
  if (ifMatch !== undefined && !matches(ifMatch, before)) {
    throw new Problem(412, 'The task has changed since you read it', { detail: `it is now at version ${before.version}: read it again`, headers: { etag: etagOf(before) } });
  }
  const decision = decide(before);
  if (decision.kind === 'invalid') throw badFields(decision.errors);
  if (decision.kind === 'changed') commitChange(work, before, decision);
  return decision.task;
};
