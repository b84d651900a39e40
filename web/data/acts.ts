import type { Task } from '../types.ts';

/** The fields of a task that a person sets. */
export type Fields = Partial<Pick<Task, 'title' | 'description' | 'status' | 'priority' | 'due_local' | 'time_zone' | 'recurrence' | 'recurrence_mode' | 'tags' | 'reminders'>>;

/** A change made to several tasks at once. */
export type BatchChange = { op: 'complete' } | { op: 'reopen' } | { op: 'delete' } | { op: 'update'; fields: Fields };

/** Something that a person did and that has to be sent to the server. */
export type Act =
  /** With a message, the chat makes the task, and reads the dates and tags in it. */
  | { kind: 'create'; id: string; fields: Fields & { title: string }; message?: string }
  | { kind: 'patch'; id: string; fields: Fields; before: Fields }
  | { kind: 'complete' | 'reopen' | 'delete'; id: string }
  | { kind: 'batch'; ids: string[]; change: BatchChange }
  | { kind: 'chat'; message: string; shown: string }
  | { kind: 'undo' | 'redo' }
  | { kind: 'read'; notice: string }
  | { kind: 'snooze'; notice: string; minutes: number };

/** An act in the queue: kept until the server has answered it. */
export interface Entry {
  /** Its place in the queue. */
  seq: number;
  /** The idempotency key of its request. */
  key: string;
  /** When it was done, ISO. */
  at: string;
  act: Act;
  /** The title of the task that it is about, for messages about it. */
  title: string;
  /** Whether a request was made: the server may have it even without an answer. */
  sent: boolean;
}

/** The ids of the tasks that an act touches. */
export const touched = (act: Act): readonly string[] => {
  if (act.kind === 'batch') return act.ids;
  return 'id' in act ? [act.id] : [];
};

/** The act with the id that the server gave to a task created here. */
export const renamed = (act: Act, from: string, to: string): Act => {
  if (act.kind === 'batch') return { ...act, ids: act.ids.map((id) => (id === from ? to : id)) };
  return 'id' in act && act.id === from ? { ...act, id: to } : act;
};
