import { applyNewer, pick } from '#contracts/newer-fields';

/**
 * What is kept of a task: enough to decide whether a notice about it is still relevant, and
 * to word it.
 */
export interface TaskFacts {
  title?: string;
  status?: string;
  due_date?: string | null;
  due_local?: string | null;
  time_zone?: string;
  /** Cut short if it is long, because a mail shows only the beginning. */
  description?: string | null;
  tags?: string[];
}

/** A task as this service knows it, each fact with the version that last wrote it. */
export interface KnownTask {
  task_id: string;
  user_id: string;
  facts: TaskFacts;
  versions: { [K in keyof TaskFacts]?: number };
  /** When the due date was last written, ISO. */
  due_written_at: string | null;
  deleted: boolean;
}

/** The title of a task, or a phrase in its place while it is unknown. */
export const titleOf = (task: KnownTask | undefined): string => task?.facts.title ?? 'the task';

const names = ['title', 'status', 'due_date', 'due_local', 'time_zone', 'description', 'tags'] as const;

const keptDescription = 2_000;

/** The facts in the fields of an event. */
export const pickFacts = (fields: Record<string, unknown>): TaskFacts => {
  const facts = pick(fields as TaskFacts, names);
  return facts.description ? { ...facts, description: facts.description.slice(0, keptDescription).toWellFormed() } : facts;
};

/**
 * The task with the facts of a version applied, or null if none of them is newer; deletion
 * is final.
 */
export const applyFacts = (task: KnownTask, facts: TaskFacts, version: number, time: string): KnownTask | null => {
  const applied = applyNewer({ ...task, fields: task.facts }, facts, version);
  if (applied === null) return null;
  const { newer, fields, versions } = applied;
  return { ...task, facts: fields, versions, due_written_at: newer.includes('due_date') ? time : task.due_written_at };
};

/** What an event says about a task: facts of one of its versions, or that it is gone. */
export type TaskChange = { task_id: string; user_id: string } & ({ facts: TaskFacts; version: number; time: string } | { gone: true });

/**
 * The task after a change, or null if nothing in it is newer; a task that is gone stays as
 * a tombstone.
 */
export const applyChange = (task: KnownTask, change: TaskChange): KnownTask | null => {
  if (!('gone' in change)) return applyFacts(task, change.facts, change.version, change.time);
  return task.deleted ? null : { ...task, facts: {}, deleted: true };
};

/** What a notice says about the task, as of the moment that caused it. */
export interface NoticeCause {
  due_at: string | null;
  /** When the event that caused it happened, ISO. */
  caused_at: string;
}

/**
 * Whether a task's due date has changed since the notice was caused; an older due date only
 * means that our view lags behind.
 */
const wasMoved = ({ facts, due_written_at }: KnownTask, { due_at, caused_at }: NoticeCause): boolean => {
  if (due_at === null || facts.due_date === undefined || due_written_at === null) return false;
  if (Date.parse(due_written_at) <= Date.parse(caused_at)) return false;
  return facts.due_date === null || Date.parse(facts.due_date) !== Date.parse(due_at);
};

/** Whether a notice is still worth sending; a task not known yet counts as open. */
export const isRelevant = (task: KnownTask | undefined, cause: NoticeCause): boolean =>
  task === undefined || (!task.deleted && task.facts.status !== 'DONE' && !wasMoved(task, cause));
