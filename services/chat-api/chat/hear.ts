import { readInConversation } from '../domain/talk/in-conversation.ts';
import type { Intent } from '../domain/talk/intents.ts';
import type { Meant } from '../domain/talk/spoken.ts';
import { settleQuestion } from '../store/conversations.ts';
import { askByChat } from './ask.ts';
import { offerModel } from './model-consent.ts';
import type { ModelTerms } from './model-terms.ts';
import { timesOf, type Outcome, type Turn } from './outcome.ts';
import { perform, performReading } from './perform.ts';
import { propose } from './propose.ts';

/** What became of a message. */
export interface Done {
  outcome: Outcome;
  /** What the next message may repeat or correct. */
  intent: Intent | null;
  /** The person's message as it is stored: for a choice, its label. */
  heard?: string;
}

const doneByItself = async (turn: Turn, meant: Meant): Promise<Done> => {
  if (meant.kind === 'chosen') return { outcome: await perform(turn, meant.option.intent), intent: meant.option.intent };
  if (meant.kind === 'reading') return { outcome: await performReading(turn, meant.reading), intent: meant.reading.intents[0] ?? null };
  return { outcome: await askByChat(turn, meant.question), intent: null };
};

/** Asks what the message means, not whether to do it. */
const isUnsure = ({ actions, asks, options }: Outcome): boolean => actions.length === 0 && asks !== undefined && options[0]?.label.startsWith('Yes') !== true;

/** A model could not say more. */
const plain: readonly Intent['kind'][] = ['say', 'help', 'undo', 'redo', 'model'];

const isCommand = (meant: Meant): boolean => meant.kind === 'reading' && !plain.includes(meant.reading.intents[0]!.kind);

interface WithModel {
  model: ModelTerms;
  text: string;
  meant: Meant;
}

/** Puts the model's proposals first; null if they lead nowhere. */
const proposedTo = async (turn: Turn, { model, text, meant }: WithModel, isSure: boolean, byItself: () => Promise<Done>): Promise<Done | null> => {
  const [first, ...more] = model.proposed ?? [];
  if (first === undefined) return null;
  const outcome = await propose(turn, { text, meant, isSure, byItself: async () => (await byItself()).outcome }, [first, ...more]);
  return outcome === null ? null : { outcome, intent: outcome.actions.length > 0 ? first : null };
};

/**
 * Asks the model about what the chat cannot tell, if the person allows it; otherwise asks
 * the person whether they do.
 */
const unlessUnsure = async (turn: Turn, model: ModelTerms, mayAsk: boolean, own: Done): Promise<Done | null> => {
  if (!isUnsure(own.outcome)) return own;
  if (mayAsk) return null;
  return model.consent === 'not asked' && turn.work.origin.assistant === undefined ? { ...own, outcome: await offerModel(turn, model, own.outcome) } : own;
};

const hearWithModel = async (turn: Turn, said: WithModel): Promise<Done | null> => {
  const { model, meant } = said;
  const isSure = model.when === 'always' && isCommand(meant);
  const mayAsk = model.consent === 'agreed' && model.proposed === undefined;
  // Before anything is done.
  if (isSure && mayAsk) return null;
  let done: Promise<Done> | undefined;
  const byItself = (): Promise<Done> => (done ??= doneByItself(turn, meant));
  return (await proposedTo(turn, said, isSure, byItself)) ?? unlessUnsure(turn, model, mayAsk, await byItself());
};

/**
 * Reads a message and does what it says, or asks; null if a language model is to be asked
 * first. Only the chat reads the answer to a question.
 */
export const hear = async (turn: Turn, text: string): Promise<Done | null> => {
  const { tx, user } = turn.work;
  const { meant, isAnswer } = readInConversation({ text, conversation: turn.conversation, context: timesOf(turn) });
  if (isAnswer) await settleQuestion(tx, user.id, turn.conversation.question?.asked_in ?? null);
  return isAnswer || turn.model === null ? doneByItself(turn, meant) : hearWithModel(turn, { model: turn.model, text, meant });
};
