import type { Expression } from '../when/types.ts';
import type { CreateIntent } from './intents.ts';
import { literalTask } from './read-new.ts';
import { duePatchOf } from './read-when.ts';
import { isCutOff } from './hanging.ts';
import { notSure, question, type Heard, type Reading, type Understood } from './reading.ts';
import { wordsOfIntent } from './words.ts';

const isUnread = (one: Expression): boolean => one.kind === 'suspect' && one.reading === null;

/** The new task that a reading makes, where it does nothing else without asking. */
const madeBy = ({ intents: [intent], otherwise }: Reading): CreateIntent | null => {
  if (intent?.kind === 'create') return intent;
  return otherwise?.offered === false && otherwise.intent.kind === 'create' ? otherwise.intent : null;
};

const isOver = ({ due_local }: CreateIntent, { context: { now_local } }: Heard): boolean => due_local !== null && due_local.slice(0, 10) < now_local.slice(0, 10);

const ask = ({ said }: Reading, { context }: Heard, reply: string, intents: readonly (CreateIntent | null)[]): Understood =>
  question(said, 'choice', reply, { options: intents.filter((intent) => intent !== null).map((intent) => ({ label: wordsOfIntent(intent, context), intent })) });

/** "swap gym to friday": more likely about an existing task. */
const askAbout = ({ said }: Reading, heard: Heard, made: CreateIntent): Understood => {
  const intent = literalTask(heard) ?? made;
  return question(said, 'choice', notSure, { options: [{ label: wordsOfIntent(intent, heard.context), intent }], about: { text: made.title, due: duePatchOf(heard.when) } });
};

const askIfOver = ({ said, intents: [intent] }: Reading, { context }: Heard): Understood | null => {
  const due = intent?.kind === 'change' ? intent.patch.due : undefined;
  if (due == null || 'shift' in due || due.day === null || due.day >= context.now_local.slice(0, 10)) return null;
  return question(said, 'choice', 'That day is over. Which do you mean?', { options: [{ label: wordsOfIntent(intent!, context), intent: intent! }] });
};

/**
 * Asks about a task that would be due before today, and about a new one if some words of
 * time were not understood.
 */
export const askIfUncertain = (understood: Understood, expressions: readonly Expression[], heard: Heard): Understood => {
  const made = understood.kind === 'reading' ? madeBy(understood.reading) : null;
  if (understood.kind !== 'reading') return understood;
  if (made === null) return askIfOver(understood.reading, heard) ?? understood;
  if (isOver(made, heard)) return ask(understood.reading, heard, 'That day is over. Which do you mean?', [made, literalTask(heard)]);
  if (isCutOff(heard, made.title)) return askAbout(understood.reading, heard, made);
  return expressions.some(isUnread) ? ask(understood.reading, heard, 'I do not understand when that is. Shall I add it as it stands?', [made]) : understood;
};
