import { startOfDay, toDueLocal, toLocalDate } from '../due.ts';
import { readTimes } from '../when/read-times.ts';
import { mostTokens, tokenise } from '../when/tokens.ts';
import type { Expression, TimeContext } from '../when/types.ts';
import { changeCommands, addingCommands } from './commands-change.ts';
import { lateRenameCommands, renameCommands } from './commands-rename.ts';
import { listCommands } from './commands-list.ts';
import { firstCommands, lastCommands, readAdd } from './commands-other.ts';
import { remindCommands } from './commands-remind.ts';
import { readSetting, settingCommands } from './commands-settings.ts';
import { taskCommands } from './commands-task.ts';
import { takeCourtesy } from './courtesy.ts';
import { find } from './match.ts';
import { takeMarkers } from './markers.ts';
import type { CreateIntent } from './intents.ts';
import { askIfUncertain } from './ask-if-uncertain.ts';
import { askBetween } from './ask-between.ts';
import { readNew } from './read-new.ts';
import { question, type Heard, type Rule, type Understood } from './reading.ts';
import { claimTimes, hasTimeOfDay, oneMomentEach, sortTimes, variantsOf } from './read-when.ts';
import { claimRest, listen, textOf, type ClaimKind, type Said } from './said.ts';
import { readSeveral } from './several.ts';
import { startsWithAct } from './task-verbs.ts';
import { meantCommand } from './typing-errors.ts';

/** What a new or moved task can have; lengths of time and periods belong to a title. */
const isOfTask = (one: Expression): boolean =>
  one.kind === 'point' || one.kind === 'repetition' || one.kind === 'reminder' || (one.kind === 'period' && one.due_local !== null);

/** A message with one choice among the meanings of its words of time. */
export const hear = (said: Said, expressions: readonly Expression[], context: TimeContext): Heard => {
  const plain = takeCourtesy(said);
  const marked = takeMarkers(plain);
  return {
    whole: said,
    plain,
    timed: claimTimes(marked.said, expressions.filter(isOfTask)),
    all: claimTimes(marked.said, expressions),
    when: sortTimes(expressions),
    tags: marked.tags,
    priority: marked.priority,
    context: { ...context, now_local: toDueLocal(context.now, context.time_zone) },
  };
};

const apply = (heard: Heard, { on, pattern, read }: Rule): Understood | null => {
  const view = on === 'all' ? { ...heard, timed: heard.all } : heard;
  const found = find(on === 'plain' ? heard.plain : view.timed, pattern);
  return found === null ? null : read(view, found);
};

const first = (heard: Heard, rules: readonly Rule[]): Understood | null => {
  for (const rule of rules) {
    const understood = apply(heard, rule);
    if (understood !== null) return understood;
  }
  return null;
};

const bare = (understood: Understood): Understood =>
  understood.kind === 'question' ? understood : { kind: 'reading', reading: { ...understood.reading, bare: true } };

/** What a command asks for; null if the message is plain text. */
export const readCommand = (heard: Heard): Understood | null =>
  first({ ...heard, plain: heard.whole }, firstCommands) ??
  first(heard, firstCommands) ??
  readSetting(heard) ??
  first(heard, [...settingCommands, ...addingCommands, ...remindCommands]) ??
  readAdd(heard) ??
  first(heard, [...listCommands, ...renameCommands, ...changeCommands, ...lateRenameCommands, ...taskCommands, ...lastCommands]);

const readOne = (heard: Heard): Understood => readCommand(heard) ?? bare(readNew(heard));

/**
 * The context of a message, and how many more characters may be read: each reading costs
 * the message's length.
 */
interface Scene extends TimeContext {
  effort: { left: number };
}

const mostRead = 6_000;
const sceneOf = (context: TimeContext): Scene => ({ ...context, effort: { left: mostRead } });

const askForLess = (said: Said): Understood => question(said, 'choice', 'That is a lot at once: say it in shorter sentences.');

/** Whether a message is longer than anyone reads at once; it is then asked for in parts. */
const isTooMuch = (text: string): boolean => tokenise(text).length === mostTokens;

const timesOf = (said: Said, context: TimeContext): Expression[] => {
  const { said: marked } = takeMarkers(takeCourtesy(said));
  return readTimes(said.text, context, marked.claims).expressions;
};

const makes = (understood: Understood, kind: 'create' | 'change'): boolean => understood.kind === 'reading' && understood.reading.intents[0]?.kind === kind;

const saysMoved = 'The clocks go forward then, so I took the time that they show.';

/** Adds a note if the clocks skip the time that was said. */
const withMoved = (understood: Understood, chosen: readonly Expression[]): Understood => {
  const isMoved = chosen.some((one) => one.kind === 'point' && one.note === 'clock_gap');
  return isMoved && understood.kind === 'reading' ? { kind: 'reading', reading: { ...understood.reading, says: saysMoved } } : understood;
};

const readEach = (said: Said, expressions: readonly Expression[], context: Scene): Understood => {
  const one = (chosen: readonly Expression[]): Understood => {
    context.effort.left -= said.text.length;
    return context.effort.left < 0 ? askForLess(said) : withMoved(readOne(hear(said, chosen, context)), chosen);
  };
  const variants = variantsOf(expressions).flatMap((variant) => {
    const understood = one(variant);
    const moments = makes(understood, 'create') ? oneMomentEach(variant) : [];
    return moments.length > 1 ? moments.map(one) : [understood];
  });
  return variants.length === 1 ? askIfUncertain(variants[0]!, expressions, hear(said, expressions, context)) : askBetween(said, variants, context);
};

const morningOf = (context: TimeContext): TimeContext => ({ ...context, now: startOfDay(toLocalDate(context.now, context.time_zone), context.time_zone) });

/** A time of day for an existing task is counted from the morning, not from now. */
const readFromMorning = (said: Said, context: Scene): Understood | null => {
  const expressions = timesOf(said, morningOf(context));
  const understood = readEach(said, expressions, context);
  return makes(understood, 'change') ? understood : null;
};

const read = (said: Said, context: Scene): Understood => {
  const expressions = timesOf(said, context);
  return (hasTimeOfDay(expressions) ? readFromMorning(said, context) : null) ?? readEach(said, expressions, context);
};

/** Whether a message is plain text rather than a command. */
export const isBare = (understood: Understood): boolean => understood.kind === 'reading' && understood.reading.bare === true;

const shifted = (understood: Understood, said: Said, by: number): Understood => {
  const claims = (claimed: Said): Said => ({ ...said, claims: claimed.claims.map((one) => ({ ...one, from: one.from === 0 ? 0 : one.from - by, to: one.to - by })) });
  if (understood.kind === 'question') return { kind: 'question', question: { ...understood.question, said: claims(understood.question.said) } };
  return { kind: 'reading', reading: { ...understood.reading, said: claims(understood.reading.said), guessed: true } };
};

const guess = (said: Said, context: Scene): Understood | null => {
  const word = /^\p{L}+/u.exec(said.text)?.[0] ?? '';
  const meant = meantCommand(word);
  if (meant === null || (meant === 'add' && !startsWithAct(said.text.slice(word.length)))) return null;
  const corrected = read(listen(meant + said.text.slice(word.length)), context);
  return isBare(corrected) ? null : shifted(corrected, said, meant.length - word.length);
};

/** A message with the first reading of its words of time; null if it is empty. */
export const hearOnce = (text: string, context: TimeContext): Heard | null => {
  if (text === '') return null;
  const said = listen(text);
  const expressions = timesOf(said, context);
  return hear(said, variantsOf(hasTimeOfDay(expressions) ? timesOf(said, morningOf(context)) : expressions)[0]!, context);
};

/** The task that a message makes if it is plain text. */
export const plainTask = (text: string, context: TimeContext): { said: Said; made: CreateIntent } | null => {
  const understood = understand(text, context);
  const made = understood.kind === 'reading' && isBare(understood) ? understood.reading.intents[0] : undefined;
  return understood.kind === 'reading' && made?.kind === 'create' ? { said: understood.reading.said, made } : null;
};

/** Claims all of a message. */
export const claimAll = ({ all }: Heard, kind: ClaimKind): Said => claimRest(all, kind, '');

/** Reads a message by itself, without its conversation. */
export const understand = (text: string, context: TimeContext): Understood => {
  const said = listen(text);
  if (text === '') return question(said, 'choice', 'Say something, such as “buy milk tomorrow 9am #home”, or “help”.');
  if (isTooMuch(text)) return askForLess(said);
  const scene = sceneOf(context);
  const understood = read(said, scene);
  const part = (one: string): { understood: Understood; isCommand: boolean; opensWithAct: boolean } => {
    const alone = read(listen(one), scene);
    return { understood: alone, isCommand: !isBare(alone), opensWithAct: startsWithAct(textOf(hearOnce(one, scene)?.all ?? listen(one))) };
  };
  const meant = readSeveral(said, understood, part, scene) ?? (isBare(understood) ? guess(said, scene) : null) ?? understood;
  return scene.effort.left < 0 ? askForLess(said) : meant;
};

/** Asks for less at once, if a message is too much to be read in any way. */
export const askIfTooMuch = (text: string): Understood | null => (isTooMuch(text) ? askForLess(listen(text)) : null);
