import type { Task } from '#contracts/task';
import type { Queryable, Transaction } from '#platform/db/database';
import { cutListed, listPage } from '#platform/db/page-bytes';
import type { Page } from '#platform/http/page';
import type { Intent } from '../domain/talk/intents.ts';
import type { Lifecycle } from '../domain/decision.ts';

/** What a message did to a task. */
export interface Action {
  type: Lifecycle['type'];
  task_id: string;
  task: Task;
}

/**
 * An answer that a person can pick: the message does exactly what the label says, through
 * the intent stored with it.
 */
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

/** The last lines of a conversation, the latest last, each cut short. */
export const findLines = async (db: Queryable, user_id: string, { lines, lineLength }: { lines: number; lineLength: number }): Promise<Pick<Message, 'role' | 'text'>[]> =>
  (await db.query<Pick<Message, 'role' | 'text'>>('select role, left(text, $3) as text from messages where user_id = $1 order by id desc limit $2', [user_id, lines, lineLength])).toReversed();

/** A message as stored; those of older releases do not know their request. */
export type KeptMessage = Message & { correlation_id: string | null };

/** The approximate size of a message; what it did is stored with the tasks concerned. */
export const messageBytes = 'octet_length(text) + pg_column_size(actions)';

/**
 * A page of a user's conversation, newest first, with fewer than `limit` if the messages
 * are large; `last` if there are more.
 */
export const listMessages = async (db: Queryable, user_id: string, { cursor, limit }: { cursor: string | undefined; limit: number }): Promise<Page<KeptMessage>> => {
  const rows = await db.query<Omit<KeptMessage, 'created_at'> & { created_at: Date; listed: number }>(
    listPage({
      columns: 'id, role, text, actions, choices, created_at, correlationid as correlation_id',
      found: 'select * from messages where user_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3',
      order: 'id desc',
      bytes: messageBytes,
    }),
    [user_id, cursor ?? null, limit + 1],
  );
  return cutListed(rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() })), limit);
};
