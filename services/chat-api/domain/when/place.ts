import type { Token } from './tokens.ts';

/** Words that people put around what they say without meaning anything by them. */
const fillers = new Set(
  'please pls plz thanks thx ty cheers ok okay too also hey hi hello kindly just instead now'.split(' '),
);

/** After these words a bare day has ended: what follows belongs to something else. */
const functionWords = new Set(
  'to for with about and because so or if in at on of from by re regarding concerning via as but that which then when while before after until not no unless although whether is i we he she they you my the a an our his her'.split(' '),
);

/** Where some tokens are among those that nobody else has claimed. */
export interface Place {
  isFirst: boolean;
  isLast: boolean;
  /** The nearest tokens before and after that are not filler. */
  before: Token | null;
  after: Token | null;
  /** Whether a comma, colon or dash comes right after it. */
  isSetOff: boolean;
}

const isGluedTo = (tokens: readonly Token[], at: number, pattern: RegExp): boolean => tokens[at]?.glued === true && pattern.test(tokens[at - 1]?.text ?? '');

/** #home, !high and p1 are read elsewhere. */
const isMark = (tokens: readonly Token[], at: number): boolean => {
  const { kind, text } = tokens[at]!;
  if (kind === 'number') return isGluedTo(tokens, at, /^p$/);
  return isGluedTo(tokens, at, /^[#!]$/) || (text === 'p' && tokens[at + 1]?.kind === 'number' && tokens[at + 1]!.glued);
};

const isFiller = (tokens: readonly Token[], at: number): boolean => {
  const { kind, text } = tokens[at]!;
  return kind === 'sign' || (kind === 'word' && fillers.has(text)) || isMark(tokens, at);
};

/** Finds the surroundings of any stretch of tokens, after one walk in each direction. */
export const placesIn = (tokens: readonly Token[], isTaken: (at: number) => boolean): ((stretch: { at: number; next: number }) => Place) => {
  const means = tokens.map((token, at) => (isTaken(at) || isFiller(tokens, at) ? null : token));
  const after: (Token | null)[] = Array.from({ length: tokens.length + 1 }, () => null);
  for (let at = tokens.length - 1; at >= 0; at -= 1) after[at] = means[at] ?? after[at + 1]!;
  const before: (Token | null)[] = [null];
  for (const [at, token] of means.entries()) before.push(token ?? before[at]!);
  return ({ at, next }) => ({
    isFirst: before[at] === null,
    isLast: after[next] === null,
    before: before[at]!,
    after: after[next]!,
    isSetOff: /^[,:;.)–—-]$/.test(tokens[next]?.raw ?? ''),
  });
};

/** Whether a word joins what is said rather than names something. */
export const isFunctionWord = (one: Token | null): boolean => one !== null && functionWords.has(one.text);

/** Whether a word is written as a name. */
export const isCapital = (one: Token | null): boolean => one !== null && /^\p{Lu}/u.test(one.raw);
