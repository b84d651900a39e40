import type { Task } from '#contracts/task';

/** When and where a message was written. */
export interface ChatContext {
  now: string;
  time_zone: string;
}

/** An answer that a person can pick: sent back, the message does exactly what the label says. */
export interface Choice {
  label: string;
  message: string;
}

/** A new due time: a day, a time of day, or both; what is left out stays as it is. */
export interface DuePatch {
  day: string | null;
  time: string | null;
}

/** A change as it is said, to be completed by the task that it is about. */
export interface ChatPatch {
  title?: string;
  status?: Task['status'];
  priority?: Task['priority'];
  due?: DuePatch | null;
  add_tags?: string[];
  remove_tags?: string[];
}

/** What the list shows; open means not DONE. */
export interface ListFilter {
  status: Task['status'] | 'open' | 'all';
  priority: Task['priority'] | null;
  tags: string[];
  /** Inclusive. */
  due_after: string | null;
  /** Exclusive. */
  due_before: string | null;
  q: string | null;
}

/** A task that the chat is asked to make. */
export interface AddIntent {
  kind: 'add';
  title: string;
  due_local: string | null;
  priority: Task['priority'] | null;
  tags: string[];
  recurrence: string | null;
  /** Minutes before the due time; null: the usual ones. */
  remind_before: number[] | null;
}

/** Why the chat has to ask. */
export type Doubt =
  | 'empty'
  | 'too_long'
  | 'no_title'
  | 'title_too_long'
  | 'several_dates'
  | 'no_date'
  | 'no_task'
  | 'not_understood';

/** What a message asks for. */
export type Intent =
  | AddIntent
  | { kind: 'list'; filter: ListFilter }
  | { kind: 'complete' | 'reopen' | 'delete'; query: string }
  /** More than one reading only where a title may itself contain "to"; the first that fits a task counts. */
  | { kind: 'change'; readings: { query: string; patch: ChatPatch }[] }
  | { kind: 'undo' }
  | { kind: 'help' }
  | { kind: 'unclear'; doubt: Doubt; choices: Choice[] };

/** An intent that asks back. */
export const unclear = (doubt: Doubt, choices: Choice[] = []): Intent => ({ kind: 'unclear', doubt, choices });
