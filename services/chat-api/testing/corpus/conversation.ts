import type { Task } from '#contracts/task';

/** A task that a person has before the conversation begins. */
export type GivenTask = { title: string } & Partial<Pick<Task, 'description' | 'due_local' | 'priority' | 'tags' | 'recurrence' | 'recurrence_mode'>> & { done?: boolean };

/** What must be true of the one task that a turn makes or changes. */
export interface ExpectedTask {
  title?: string;
  description?: string | null;
  due_local?: string | null;
  priority?: Task['priority'];
  status?: Task['status'];
  tags?: string[];
  /** Parts in any order. */
  recurrence?: string | null;
  recurrence_mode?: Task['recurrence_mode'];
  /**
   * Minutes before the due time; an instant of its own is its local date-time. Null: the
   * usual ones.
   */
  reminders?: (number | string)[] | null;
}

/** What a turn must do: change tasks, show some, or only speak. */
export interface Expectation {
  op: 'several' | 'create' | 'update' | 'complete' | 'reopen' | 'delete' | 'list' | 'confirm' | 'ask' | 'none';
  /**
   * All tasks that are changed or shown; of a change, one unless said otherwise; "several"
   * changes each in its own way.
   */
  titles?: string[];
  task?: ExpectedTask;
  /** Each must stand in a choice of its own. */
  choices?: string[];
  says?: RegExp;
  never_says?: RegExp;
  /** Another right answer. */
  or?: Expectation;
}

/** One thing that happens in a conversation. */
export type Turn =
  | { say: string; expect: Expectation }
  /** Picks the first choice of the last answer whose label has these words. */
  | { choose: string; expect: Expectation }
  | { page: 'complete' | 'reopen' | 'delete'; title: string }
  /** The wall clock moves on. */
  | { clock: string };

/** A conversation from its first word, and what the person has and where they are before it. */
export interface Conversation {
  /** Local wall time. */
  now: string;
  zone: string;
  tasks: GivenTask[];
  turns: Turn[];
}

/** Conversations of one kind. */
export interface Table {
  kind: string;
  conversations: Conversation[];
}

const usual: Omit<Conversation, 'turns'> = { now: '2026-11-26T14:30', zone: 'Europe/Berlin', tasks: [] };

/** A table of one kind; each row may say otherwise where, when and with which tasks. */
export const table = (kind: string, rows: (Partial<Conversation> & Pick<Conversation, 'turns'>)[]): Table => ({
  kind,
  conversations: rows.map((row) => ({ ...usual, ...row })),
});

/** One message to somebody without tasks. */
export const one = (say: string, expect: Expectation, at: Partial<Conversation> = {}) => ({ ...at, turns: [{ say, expect }] });

/** Messages to somebody who has these tasks; a title alone is enough. */
export const having = (tasks: (string | GivenTask)[], ...turns: Turn[]) => ({
  tasks: tasks.map((task) => (typeof task === 'string' ? { title: task } : task)),
  turns,
});

/** Something said, and what it must do. */
export const say = (text: string, expect: Expectation): Turn => ({ say: text, expect });

/** A choice taken, and what it must do. */
export const choose = (label: string, expect: Expectation): Turn => ({ choose: label, expect });

/** A new task; without a due time it must have none. */
export const creates = (title: string, due_local: string | null = null, more: ExpectedTask = {}): Expectation => ({ op: 'create', task: { title, due_local, ...more } });

/** One task changes; `title` is its title afterwards. */
export const updates = (title: string, task: ExpectedTask = {}): Expectation => ({ op: 'update', task: { title, ...task } });

/** These tasks and no others are finished. */
export const completes = (...titles: string[]): Expectation => ({ op: 'complete', titles });

/** These tasks and no others are open again. */
export const reopens = (...titles: string[]): Expectation => ({ op: 'reopen', titles });

/** These tasks and no others are gone. */
export const deletes = (...titles: string[]): Expectation => ({ op: 'delete', titles });

/** These tasks and no others are named, in this order. */
export const lists = (...titles: string[]): Expectation => ({ op: 'list', titles });

/** Nothing changes, and there are choices, each of these texts in one of them. */
export const asks = (...choices: string[]): Expectation => ({ op: 'ask', choices });

/** Nothing changes before the person has agreed. */
export const confirms = (...titles: string[]): Expectation => ({ op: 'confirm', ...(titles.length > 0 && { titles }) });

/** Nothing changes. */
export const answers = (says?: RegExp): Expectation => ({ op: 'none', ...(says !== undefined && { says }) });

/** Either is right. */
export const either = (first: Expectation, second: Expectation): Expectation => ({ ...first, or: second });

/** A new task, or a question. */
export const createsOrAsks = (title: string, due_local: string | null = null, more: ExpectedTask = {}): Expectation => either(creates(title, due_local, more), asks());

/** A new task of whatever title. */
export const createsDue = (due_local: string | null, more: ExpectedTask = {}): Expectation => ({ op: 'create', task: { due_local, ...more } });

/** A change, or a question. */
export const updatesOrAsks = (title: string, task: ExpectedTask = {}): Expectation => either(updates(title, task), asks());
