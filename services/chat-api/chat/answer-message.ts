import { cleanText, longestMessage } from '../domain/talk/text.ts';
import { dueOfIntent } from '../domain/talk/due-of-intent.ts';
import type { Option } from '../domain/talk/intents.ts';
import type { Conversation } from '../domain/talk/conversation.ts';
import { findChoice, findConversation, saveConversation, settleQuestion } from '../store/conversations.ts';
import type { Work } from '../commit-change.ts';
import { insertMessages, type Action, type Choice } from '../store/messages.ts';
import type { AskNotifications } from './ask-notifications.ts';
import { say, type Outcome, type Turn } from './outcome.ts';
import { hear, type Done } from './hear.ts';
import type { ModelTerms } from './model-terms.ts';
import { perform } from './perform.ts';

/** An answer of the chat. */
export interface ChatAnswer {
  reply: string;
  actions: Action[];
  choices: { label: string; message: string }[];
}

const taken = /\s\[[0-9a-z]{6}\.\d+\]$/;

const choose = async (turn: Turn, text: string): Promise<Done> => {
  const { tx, user } = turn.work;
  const choice = await findChoice(tx, user.id, text);
  if (choice === null) return { outcome: say('That question was answered already, or is too old: please say in words what to do.'), intent: null, heard: text.replace(taken, '') };
  await settleQuestion(tx, user.id, choice.asked_in);
  return { outcome: await perform(turn, choice.intent), intent: choice.intent, heard: choice.label };
};

const questionOf = ({ options, asks, pending }: Outcome, asked_in: string): Conversation['question'] =>
  options.length > 0 || pending !== undefined ? { asked_in, asks: asks ?? 'choice', options, pending: pending ?? null } : null;

/** What was asked in between is nothing that a correction takes back. */
const beforeQuestion = (last: Conversation['last'], question: Conversation['question']): Conversation['last'] => (last === null || question === null ? last : { ...last, changed: false });

const next = ({ conversation }: Turn, { outcome, intent }: Done, said_in: string): Conversation => {
  const question = questionOf(outcome, said_in);
  const isOver = intent === null || question !== null || intent.kind === 'say';
  const { shown = conversation.shown, spoken = conversation.spoken, filter = conversation.filter } = outcome;
  return { shown, spoken, filter, question, last: isOver ? beforeQuestion(conversation.last, question) : { intent, changed: outcome.actions.length > 0 } };
};

/** The label is for people; the message repeats the day in a form for programs. */
const messageOf = ({ label, intent }: Option, code: string): string => [label, dueOfIntent(intent)?.replace('T', ' '), code].filter((part) => part !== undefined).join(' ');

const choicesOf = ({ options }: Outcome, code: string): Choice[] =>
  options.map((option, index) => ({ label: option.label, message: messageOf(option, `[${code}.${index + 1}]`), intent: option.intent }));

const tooLong = 'That is too long for one message: at most 1000 characters.';

/** What answering a message needs, besides its user's turn. */
export interface Answering {
  newId: () => string;
  askNotifications: AskNotifications;
  model: ModelTerms | null;
}

/**
 * Reads a message, does what it says and stores both sides of the conversation, all in the
 * user's turn. Null if a language model is to be asked first: then nothing was done and
 * nothing is stored.
 */
export const answerMessage = async (work: Work, message: string, answering: Answering): Promise<ChatAnswer | null> => {
  const { tx, user, now } = work;
  const { newId } = answering;
  const turn: Turn = { work, ...answering, conversation: await findConversation(tx, user.id) };
  // Cut before cleaning; anything longer is refused anyway.
  const text = cleanText(message.slice(0, 2 * longestMessage));
  const isTooLong = text.length > longestMessage || message.trim().length > 2 * longestMessage;
  const done: Done | null = isTooLong ? { outcome: say(tooLong), intent: null } : await (taken.test(text) ? choose(turn, text) : hear(turn, text));
  if (done === null) return null;
  const { outcome, heard = message } = done;
  const choices = choicesOf(outcome, newId().slice(-6));
  const common = { created_at: now };
  const [heard_in, said_in] = [newId(), newId()];
  await insertMessages(tx, { user_id: user.id, correlationid: work.origin.correlationid }, [
    { ...common, id: heard_in, role: 'user', text: storable(heard), actions: [], choices: [] },
    { ...common, id: said_in, role: 'assistant', text: outcome.reply, actions: outcome.actions, choices },
  ]);
  await saveConversation(tx, user.id, next(turn, done, said_in), now);
  return { reply: outcome.reply, actions: outcome.actions, choices: choices.map(({ label, message }) => ({ label, message })) };
};

const storable = (text: string): string => text.replace(/\0|\p{Surrogate}/gu, '\uFFFD');
