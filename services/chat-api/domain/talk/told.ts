import type { DuePatch, OnTask } from './intents.ts';
import { objectOf } from './match-title.ts';
import { startsWithAct } from './task-verbs.ts';
import { fold, wordsOf } from './text.ts';

const opening = /^(?:got|did|didn't|was|wasn't|were|went|had|can't|cannot|couldn't|won't|wouldn't|forgot|missed|im|ive|i'm|i've|no more|no longer|enough|finally|already|almost)\s/;
const within = /\s(?:is|are|was|were|isn't|aren't|wasn't|weren't|has|have|had|hasn't|haven't|got|went|came|became|can|can't|cannot|won't|will|needs|should|called|\p{L}{2,}ed|done|paid|bought|sent)(?=[\s.,!?]|$)/u;

/**
 * Whether a text reports something rather than names something to do: "got the milk",
 * "flights booked".
 */
export const isTold = (text: string): boolean => {
  const folded = fold(text);
  return opening.test(folded) || (within.test(folded) && !startsWithAct(folded));
};

/**
 * Whether a text mentions what a task is about: "extend the report" for the task "write
 * report".
 */
export const speaksOf = (text: string, title: string): boolean => {
  const [words, object] = [wordsOf(text), objectOf(title)];
  return object.length > 0 && object.every((word) => words.includes(word));
};

const off = /\b(?:cancel\w*|called off|not (?:going|happening)|won't|can't|cannot|couldn't|wouldn't|didn't|isn't happening|skip\w*|miss\w*|no more|no longer|don't (?:want|feel like))\b/;
/** Whether a text says that something will not happen. */
export const putsOff = (text: string): boolean => off.test(fold(text));

const later = /\b(?:wait|more time|another (?:day|week)|later|extra (?:day|time)|not (?:yet )?(?:finished|done|ready)|running late|behind)\b/;

const onIt = <I extends object>(intent: I): I & { target: { by: 'nothing' } } => ({ ...intent, target: { by: 'nothing' } });

const nextDay: DuePatch = { shift: { months: 0, days: 1, minutes: 0 } };

/**
 * What a person who only mentions a task may want, the likelier first; a single instance of
 * a repeating task can be skipped.
 */
export const suggestionsFor = (text: string, due: DuePatch | undefined, repeats: boolean): OnTask[] => {
  const folded = fold(text);
  if (putsOff(text)) return [...(repeats ? [onIt({ kind: 'skip' as const, after: null })] : []), onIt({ kind: 'delete' as const }), onIt({ kind: 'change' as const, patch: { due: nextDay } })];
  const moved = due ?? (later.test(folded) ? nextDay : undefined);
  const move = moved === undefined ? [] : [onIt({ kind: 'change' as const, patch: { due: moved } })];
  return [...move, onIt({ kind: 'complete' as const }), ...(move.length > 0 ? [] : [onIt({ kind: 'tell' as const })])];
};
