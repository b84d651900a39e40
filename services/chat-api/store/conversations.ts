import type { Queryable, Transaction } from '#platform/db/database';
import { conversation, silence, type Conversation } from '../domain/talk/conversation.ts';
import { option, type Option } from '../domain/talk/intents.ts';

/**
 * What a person's conversation is about; one stored by an older release in another form
 * begins anew.
 */
export const findConversation = async (db: Queryable, user_id: string): Promise<Conversation> => {
  const [row] = await db.query<{ state: unknown }>('select state from conversations where user_id = $1', [user_id]);
  return row === undefined ? silence : (conversation.safeParse(row.state).data ?? silence);
};

/** Stores what a conversation is about. */
export const saveConversation = (tx: Transaction, user_id: string, state: Conversation, now: string): Promise<unknown> =>
  tx.query(
    `insert into conversations (user_id, state, updated_at) values ($1, $2, $3)
     on conflict (user_id) do update set state = excluded.state, updated_at = excluded.updated_at`,
    [user_id, JSON.stringify(state), now],
  );

/** How many messages back a choice can still be taken. */
const rememberedMessages = 200;

/**
 * The choice that a message takes, as its question offered it, however long ago; null once
 * the question is settled.
 */
export const findChoice = async (db: Queryable, user_id: string, message: string): Promise<(Option & { asked_in: string }) | null> => {
  const [row] = await db.query<{ asked_in: string; choice: unknown }>(
    `select recent.id as asked_in, choice from (select id, choices from messages where user_id = $1 order by id desc limit ${rememberedMessages}) recent, jsonb_array_elements(choices) choice
     where choice->>'message' = $2 order by recent.id desc limit 1`,
    [user_id, message],
  );
  const choice = option.safeParse(row?.choice).data;
  return row === undefined || choice === undefined ? null : { ...choice, asked_in: row.asked_in };
};

/** A question is answered once, on whichever tab or device: then its choices are removed. */
export const settleQuestion = (tx: Transaction, user_id: string, asked_in: string | null): Promise<unknown> =>
  tx.query(`update messages set choices = '[]' where user_id = $1 and id = $2`, [user_id, asked_in]);
