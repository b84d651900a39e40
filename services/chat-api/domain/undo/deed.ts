import { createHash } from 'node:crypto';
import type { Task } from '#contracts/task';
import { contentFields, diffContents, type Changed, type ContentChanges, type Lifecycle } from '../decision.ts';

/** What an act did to one task, as far as undoing and redoing it need to know. */
export interface Deed {
  /** The task's id as of today. */
  task_id: string;
  type: Lifecycle['type'];
  title: string;
  /** Set for an update. */
  changes: ContentChanges;
  /** Identify the task's content before and after; null if there was no task. */
  before: string | null;
  after: string | null;
  /** The whole task while the act, or its undoing, has removed it. */
  gone: Task | null;
  /** The next instance of a series, removed when this completion was undone. */
  followed: Task | null;
}

/**
 * Identifies the content of a task. Fields that were never set do not count, so that a new
 * field changes nothing.
 */
export const contentOf = (task: Task): string => {
  const set = contentFields.map((name) => [name, task[name]]).filter(([, value]) => value !== null && value !== undefined);
  return createHash('sha256').update(JSON.stringify(set)).digest('base64url');
};

/** A change in the form in which it is stored. */
export const toDeed = (before: Task | null, { task, lifecycle: { type } }: Changed): Deed => ({
  task_id: task.id,
  type,
  title: task.title,
  changes: before === null || type === 'task.deleted' ? {} : diffContents(before, task),
  before: before === null ? null : contentOf(before),
  after: type === 'task.deleted' ? null : contentOf(task),
  gone: type === 'task.deleted' ? before : null,
  followed: null,
});

/** Whether a deed finished its task. */
export const isCompletion = ({ changes }: Pick<Deed, 'changes'>): boolean => changes.status?.new === 'DONE';
