import { parseMessage } from '../domain/chat/parse-message.ts';
import { sayDoubt, sayHelp } from '../domain/chat/reply.ts';
import type { Intent } from '../domain/chat/intent.ts';
import type { Work } from '../store/commit-change.ts';
import { insertMessages } from '../store/messages.ts';
import { addByChat } from './add.ts';
import { changeByChat } from './change.ts';
import { say, type ChatAnswer } from './chat-answer.ts';
import { listByChat } from './list.ts';
import { undoByChat } from './undo.ts';

const act = (work: Work, intent: Intent, newId: () => string): Promise<ChatAnswer> => {
  switch (intent.kind) {
    case 'add':
      return addByChat(work, intent, newId);
    case 'list':
      return listByChat(work, intent.filter);
    case 'undo':
      return undoByChat(work, newId);
    case 'help':
      return Promise.resolve(say(sayHelp()));
    case 'unclear':
      return Promise.resolve(say(sayDoubt(intent.doubt), intent.choices));
    default:
      return changeByChat(work, intent, newId);
  }
};

const storable = (text: string): string => text.replace(/\0|\p{Surrogate}/gu, '\uFFFD');

/** A message, and the reply of another service if the message was one for it. */
export interface Message {
  text: string;
  answered: string | null;
}

/** Reads a message, does what it says and keeps both sides of the conversation, all in the user's turn. */
export const answerMessage = async (work: Work, { text, answered }: Message, newId: () => string): Promise<ChatAnswer> => {
  const { tx, user, now } = work;
  const reading = (): Intent => parseMessage(text, { now, time_zone: user.time_zone });
  const answer = answered === null ? await act(work, reading(), newId) : say(answered);
  const common = { created_at: now };
  await insertMessages(tx, user.id, [
    { ...common, id: newId(), role: 'user', text: storable(text), actions: [], choices: [] },
    { ...common, id: newId(), role: 'assistant', text: answer.reply, actions: answer.actions, choices: answer.choices },
  ]);
  return answer;
};
