import { createHash } from 'node:crypto';
import type { Task } from '#contracts/task';
import { contentFields, diffContents, type Changed, type ContentChanges, type Lifecycle } from '../decision.ts';

/** What an act did to one task, as far as taking it back and doing it again need. */
export interface Deed {
  /** As the task is called today. */
  task_id: string;
  type: Lifecycle['type'];
  title: string;
  /** Of an update. */
  changes: ContentChanges;
  /** What tells the task's content before and after; null where there was no task. */
  before: string | null;
  after: string | null;
  /** The whole task while the act, or its undoing, has removed it. */
  gone: Task | null;
  /** The next instance of a series that went when this completion was taken back. */
  followed: Task | null;
}

/** What tells the contents of a task from any other: what was never set does not count, so that a new field changes nothing. */
export const contentOf = (task: Task): string => {
  const set = contentFields.map((name) => [name, task[name]]).filter(([, value]) => value !== null && value !== undefined);
  return createHash('sha256').update(JSON.stringify(set)).digest('base64url');
};

/** What a change was, to be kept. */
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
