import { isInOwnWords } from '../domain/model/own-words.ts';
import type { Option, SingleIntent } from '../domain/talk/intents.ts';
import type { Meant } from '../domain/talk/spoken.ts';
import { wordsOfIntent } from '../domain/talk/words.ts';
import { readerOf } from './carry-out.ts';
import { lower, nothing, optionFor, plainOptionFor } from './gate.ts';
import { ask, timesOf, type Outcome, type Turn } from './outcome.ts';
import { createOrAsk } from './create-or-ask.ts';
import { fitsOf, isOnTask, perform } from './perform.ts';
import { resolve } from './resolve.ts';

/** A message, and what the chat by itself makes of it. */
export interface Heard {
  text: string;
  meant: Meant;
  /** The chat would act on it without a question. */
  isSure: boolean;
  /** What the chat answers by itself. */
  byItself: () => Promise<Outcome>;
}

const mostOthers = 5;

/**
 * What can be done with one intent: for tasks by their ids, as many as its title fits; none
 * if it fits no task.
 */
const optionsOf = async (turn: Turn, intent: SingleIntent): Promise<Option[]> => {
  if (!isOnTask(intent)) return [{ label: wordsOfIntent(intent, readerOf(turn)), intent }];
  const found = await resolve(turn.work, intent.target, turn.conversation, fitsOf(intent));
  if (found.kind === 'one') return [plainOptionFor(turn, intent, found.task)];
  return found.kind === 'which' ? found.tasks.slice(0, mostOthers).map((task) => optionFor(turn, intent, task)) : [];
};

/** Several intents as one choice, if it is certain which tasks they mean. */
const together = (options: readonly (readonly Option[])[]): Option[] => {
  if (options.some(({ length }) => length !== 1)) return [];
  const each = options.map(([one]) => one!);
  return [{ label: each.map(({ label }, at) => (at === 0 ? label : lower(label))).join('; '), intent: { kind: 'several', intents: each.map(({ intent }) => intent as SingleIntent) } }];
};

/** What the chat itself reads in the message. */
const own = ({ meant }: Heard): SingleIntent[] => (meant.kind === 'reading' ? meant.reading.intents.slice(0, 1) : []);

/** What the chat itself would do or offer, apart from other ways to say yes or no. */
const othersOf = async (turn: Turn, heard: Heard): Promise<Option[]> => {
  if (heard.isSure) return own(heard).map((intent) => ({ label: wordsOfIntent(intent, readerOf(turn)), intent }));
  const { options } = await heard.byItself();
  return options.filter(({ label, intent }) => intent.kind !== 'say' && !/^(?:Yes|No)\b/.test(label));
};

const offer = async (turn: Turn, heard: Heard, intents: readonly SingleIntent[]): Promise<Outcome | null> => {
  const options: Option[][] = [];
  for (const intent of intents) options.push(await optionsOf(turn, intent));
  const [first, ...more] = options.length === 1 ? options[0]! : together(options);
  if (first === undefined) return null;
  const others = (await othersOf(turn, heard)).filter(({ label }) => ![first, ...more].some((one) => one.label === label));
  return ask('Is that what you mean?', [{ ...first, label: `Yes, ${lower(first.label)}` }, ...more, ...others.slice(0, mostOthers), nothing]);
};

/** Whether the chat reads the same act on the same task. */
const isSame = async (turn: Turn, intent: SingleIntent, heard: Heard): Promise<boolean> => {
  const [ours] = own(heard);
  if (ours?.kind !== intent.kind) return false;
  const labels = [await optionsOf(turn, ours), await optionsOf(turn, intent)].map((options) => options.map(({ label }) => label).join());
  return labels[0] !== '' && labels[0] === labels[1];
};

/** Shows something and changes nothing. */
const showing: readonly SingleIntent['kind'][] = ['list', 'tell'];

const onlyOne = async (turn: Turn, heard: Heard, intent: SingleIntent): Promise<Outcome | null> => {
  if (heard.isSure) return (await isSame(turn, intent, heard)) ? heard.byItself() : offer(turn, heard, [intent]);
  if (intent.kind === 'create' && isInOwnWords(intent, heard.text, timesOf(turn))) return createOrAsk(turn, intent);
  if (!showing.includes(intent.kind)) return offer(turn, heard, [intent]);
  const [shown] = await optionsOf(turn, intent);
  return shown === undefined ? null : perform(turn, shown.intent);
};

/**
 * Answers with what a language model proposes, or returns null if that leads nowhere.
 * Without asking it only shows something, adds a task in the person's own words, or does
 * what the chat reads itself; anything else becomes a question with the proposal as its
 * first choice.
 */
export const propose = (turn: Turn, heard: Heard, intents: readonly SingleIntent[]): Promise<Outcome | null> =>
  intents.length === 1 ? onlyOne(turn, heard, intents[0]!) : offer(turn, heard, intents);
