import type { Task } from '#contracts/task';
import type { Queryable, Transaction } from '#platform/db/database';
import type { Choice } from '../domain/chat/intent.ts';
import type { Lifecycle } from '../domain/decision.ts';

/** What a message did to a task. */
export interface Action {
  type: Lifecycle['type'];
  task_id: string;
  task: Task;
}

/** What taking an action back needs. */
export interface Undo {
  type: Lifecycle['type'];
  task_id: string;
  /** The task's version after the action: a later change forbids taking it back. */
  version: number;
  before: Task | null;
}

/** One side of a conversation. */
export interface Message {
  id: string;
  role: 'user' | 'assistant';
  text: string;
  actions: Action[];
  choices: Choice[];
  undo?: Undo | null;
  created_at: string;
}

/** Adds messages in their order. */
export const insertMessages = (tx: Transaction, user_id: string, messages: Message[]): Promise<unknown> =>
  tx.query(
    `insert into messages (user_id, id, role, text, actions, choices, undo, created_at)
     select $1, m.id, m.role, m.text, m.actions, m.choices, nullif(m.undo, 'null'), m.created_at
     from unnest($2::uuid[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[], $7::jsonb[], $8::timestamptz[])
       m (id, role, text, actions, choices, undo, created_at)`,
    [
      user_id,
      messages.map((m) => m.id),
      messages.map((m) => m.role),
      messages.map((m) => m.text),
      messages.map((m) => JSON.stringify(m.actions)),
      messages.map((m) => JSON.stringify(m.choices)),
      messages.map((m) => JSON.stringify(m.undo ?? null)),
      messages.map((m) => m.created_at),
    ],
  );

/** A user's conversation, newest first. */
export const listMessages = async (db: Queryable, user_id: string, page: { cursor: string | undefined; limit: number }): Promise<Message[]> => {
  const rows = await db.query<Omit<Message, 'created_at'> & { created_at: Date }>(
    `select id, role, text, actions, choices, created_at from messages
     where user_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
    [user_id, page.cursor ?? null, page.limit],
  );
  return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
};

/** The latest action of a conversation that can still be taken back. */
export const findUndo = async (tx: Transaction, user_id: string): Promise<{ id: string; undo: Undo } | null> =>
  (
    await tx.query<{ id: string; undo: Undo }>(
      'select id, undo from messages where user_id = $1 and undo is not null order by id desc limit 1',
      [user_id],
    )
  )[0] ?? null;

/** An action was taken back, or cannot be any more. */
export const forgetUndo = (tx: Transaction, user_id: string, id: string): Promise<unknown> =>
  tx.query('update messages set undo = null where user_id = $1 and id = $2', [user_id, id]);
