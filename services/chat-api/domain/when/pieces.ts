import { durationRule } from './duration-rules.ts';
import { afterCompletion, completion, everyNth, everyRule } from './every-rules.ts';
import type { Day } from './day.ts';
import type { Every, NotOne } from './every.ts';
import { as, inTurn, mayStart, longest, maybe, rule, say, type Rule } from './grammar.ts';
import { momentRule } from './moment-rules.ts';
import type { Moment } from './moment.ts';
import { notOneRule } from './not-one.ts';
import { whole } from './numbers.ts';
import { dayRange, nextRule, periodRule, type PeriodSaid } from './period-rules.ts';
import { remindAtDue, remindBefore, remindWord } from './remind-rules.ts';
import type { Token } from './tokens.ts';
import { isWhole } from './whole-words.ts';
import type { Amount, RemindAt } from './types.ts';

type Length = ReturnType<typeof durationRule> extends { value: infer T } | null ? T : never;

/** What a few neighbouring tokens say by themselves. */
export type Said =
  | { is: 'every'; rules: Every[]; isAdverb: boolean }
  | { is: 'not_one'; said: NotOne }
  | { is: 'completion' }
  | { is: 'times'; count: number }
  | { is: 'vague_repetition' | 'vague_time' | 'remind' }
  | { is: 'before'; when: RemindAt[] }
  | { is: 'moment'; moment: Moment }
  /** With a length if it is "the next 3 weeks". */
  | { is: 'period'; period: PeriodSaid; length: Amount | null; isVague: boolean; isOfLists: boolean }
  | { is: 'days'; days: [Day, Day] }
  | { is: 'duration'; length: Length };

/** A {@link Said} and the tokens that say it: from `at` up to, not including, `next`. */
export type Piece = Said & { at: number; next: number };

const times: Rule<number> = as(
  inTurn(maybe(say('for', 'a total of', 'for a total of')), longest(whole, as(say('a couple of', 'two'), () => 2)), maybe(say('more', 'x')), say('times', 'occurrences', 'repetitions', 'repeats', 'instances', 'x')),
  ([, count]) => (count > 0 && count < 1000 ? count : null),
);

const vague = say('once in a while', 'every now and then', 'every so often', 'every once in a while', 'now and then', 'from time to time', 'regularly', 'occasionally', 'periodically');
const fewUnits = inTurn(say('a few', 'few', 'several', 'some', 'a number of'), say('minutes', 'hours', 'days', 'weeks', 'months', 'years'));
const vagueTime: Rule<unknown> = longest<unknown>(
  inTurn(say('in', 'within', 'for', 'by'), maybe(say('about')), fewUnits),
  inTurn(fewUnits, say('from now', 'later')),
  inTurn(say('this', 'next', 'in', 'in the', 'by', 'for', 'until', 'last', 'by next', 'for next', 'until next'), say('summer', 'winter', 'spring', 'autumn')),
  say('in a while', 'in a bit', 'some other day', 'one of these days', 'at some point', 'in the near future'),
);

const isAdverb: Rule<boolean> = rule((tokens, at) => ({ value: !/^(every|each|once|repeat\w*|recur\w*|on|the)$/.test(tokens[at]?.text ?? '') && !/^\d/.test(tokens[at]?.text ?? ''), next: at }), new Set(), true);

/** The first of equally long readings counts. */
const saidRule: Rule<Said> = longest<Said>(
  as(notOneRule, (said) => ({ is: 'not_one', said })),
  as(everyNth, (rules) => ({ is: 'every', rules, isAdverb: false })),
  as(inTurn(isAdverb, longest(everyRule, afterCompletion)), ([isAdverb, rule]) => ({ is: 'every', rules: [rule], isAdverb })),
  as(completion, () => ({ is: 'completion' })),
  as(vague, () => ({ is: 'vague_repetition' })),
  as(remindBefore, (when) => ({ is: 'before', when })),
  as(remindAtDue, (when) => ({ is: 'before', when })),
  as(remindWord, () => ({ is: 'remind' })),
  as(momentRule, (moment) => ({ is: 'moment', moment })),
  as(vagueTime, () => ({ is: 'vague_time' })),
  as(times, (count) => ({ is: 'times', count })),
  as(dayRange, (days) => ({ is: 'days', days })),
  as(nextRule, (said) => ({ is: 'period', isVague: false, isOfLists: false, ...said })),
  as(periodRule, (said) => ({ is: 'period', length: null, ...said })),
  as(durationRule, (length) => ({ is: 'duration', length })),
);

/** The longest reading that begins at a token and ends with a whole word. */
const pieceAt = (tokens: readonly Token[], at: number, isTaken: (at: number) => boolean): Piece | null => {
  const match = saidRule(tokens, at);
  if (match === null || match.next === at || isTaken(match.next - 1)) return null;
  if (!isWhole(tokens, at, match.next)) return null;
  // "to" belongs to the command: "move it to the 15th".
  const start = match.value.is === 'moment' && tokens[at]!.text === 'to' ? at + 1 : at;
  return { ...match.value, at: start, next: match.next };
};

/** With more words of time than this it is no command; the rest is left unread and asked about. */
const mostTries = 80;
const mostPieces = 16;

/** The pieces of a message from left to right. */
export const findPieces = (tokens: readonly Token[], isTaken: (at: number) => boolean): Piece[] => {
  const starts = tokens.flatMap((one, at) => (!isTaken(at) && one.kind !== 'quoted' && mayStart(one, saidRule) ? [at] : []));
  const pieces: Piece[] = [];
  let done = 0;
  for (const at of starts.slice(0, mostTries)) {
    const piece = at < done || pieces.length === mostPieces ? null : pieceAt(tokens, at, isTaken);
    if (piece === null) continue;
    pieces.push(piece);
    done = piece.next;
  }
  return pieces;
};
