import type { Task } from '#contracts/task';
import type { Queryable, Transaction } from '#platform/db/database';
import type { Intent } from '../domain/talk/intents.ts';
import type { Lifecycle } from '../domain/decision.ts';

/** What a message did to a task. */
export interface Action {
  type: Lifecycle['type'];
  task_id: string;
  task: Task;
}

/** An answer that a person can pick: the message does exactly what the label says, by the intent that is kept with it. */
export interface Choice {
  label: string;
  message: string;
  intent: Intent;
}

/** One side of a conversation. */
export interface Message {
  id: string;
  role: 'user' | 'assistant';
  text: string;
  actions: Action[];
  choices: Choice[];
  created_at: string;
}

/** Adds messages of one request, in their order. */
export const insertMessages = (tx: Transaction, { user_id, correlationid }: { user_id: string; correlationid: string }, messages: Message[]): Promise<unknown> =>
  tx.query(
    `insert into messages (user_id, correlationid, id, role, text, actions, choices, created_at)
     select $1, $8, m.id, m.role, m.text, m.actions, m.choices, m.created_at
     from unnest($2::uuid[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[], $7::timestamptz[])
       m (id, role, text, actions, choices, created_at)`,
    [
      user_id,
      messages.map((m) => m.id),
      messages.map((m) => m.role),
      messages.map((m) => m.text),
      messages.map((m) => JSON.stringify(m.actions)),
      messages.map((m) => JSON.stringify(m.choices)),
      messages.map((m) => m.created_at),
      correlationid,
    ],
  );

/** A message as it is kept; those of older releases do not know their request. */
export type KeptMessage = Message & { correlation_id: string | null };

/** A user's conversation, newest first. */
export const listMessages = async (db: Queryable, user_id: string, page: { cursor: string | undefined; limit: number }): Promise<KeptMessage[]> => {
  const rows = await db.query<Omit<KeptMessage, 'created_at'> & { created_at: Date }>(
    `select id, role, text, actions, choices, created_at, correlationid as correlation_id from messages
     where user_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
    [user_id, page.cursor ?? null, page.limit],
  );
  return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
};
