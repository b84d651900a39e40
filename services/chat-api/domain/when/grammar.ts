import type { Token } from './tokens.ts';

/** What a rule has read, and the token after it. */
export interface Match<T> {
  value: T;
  next: number;
}

/** Reads something that begins at a token, or nothing; looks a bounded number of tokens ahead. */
export interface Rule<T> {
  (tokens: readonly Token[], at: number): Match<T> | null;
  /** The words that it can begin with, `#` for any number; without them it is tried everywhere. */
  starts?: ReadonlySet<string> | undefined;
  /** Whether it may match without reading anything. */
  isOptional?: boolean | undefined;
}

type Values<R extends readonly Rule<unknown>[]> = { [K in keyof R]: R[K] extends Rule<infer T> ? T : never };

/** A rule written by hand, and what it can begin with. */
export const rule = <T>(read: (tokens: readonly Token[], at: number) => Match<T> | null, starts: ReadonlySet<string> | undefined, isOptional = false): Rule<T> =>
  Object.assign((tokens: readonly Token[], at: number) => read(tokens, at), { starts, isOptional });

const number = '#';
const keyOf = (token: Token): string => (token.kind === 'number' ? number : token.text);

/** Whether a rule could match at a token. */
export const mayStart = (token: Token, { starts }: Rule<unknown>): boolean => starts === undefined || starts.has(keyOf(token));

const union = (sets: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> | undefined =>
  sets.every((set) => set !== undefined) ? new Set(sets.flatMap((set) => [...set])) : undefined;

/** One of some words or signs; several words in one text come one after the other ("of the"). */
export const say = (...texts: string[]): Rule<string> => {
  const phrases = texts.map((text) => text.split(' ')).sort((a, b) => b.length - a.length);
  const byFirst = Map.groupBy(phrases, ([first]) => first!);
  const read = (tokens: readonly Token[], at: number): Match<string> | null => {
    const said = byFirst.get(tokens[at]?.text ?? '')?.find((words) => words.every((word, index) => tokens[at + index]?.text === word));
    return said === undefined ? null : { value: said.join(' '), next: at + said.length };
  };
  return rule(read, new Set([...byFirst.keys()].map((first) => (/^\p{N}/u.test(first) ? number : first))));
};

/** A word of a dictionary, read as what it means. */
export const lookUp = <T>(dictionary: ReadonlyMap<string, T>): Rule<T> =>
  rule((tokens, at) => {
    const value = tokens[at]?.kind === 'word' ? dictionary.get(tokens[at].text) : undefined;
    return value === undefined ? null : { value, next: at + 1 };
  }, new Set(dictionary.keys()));

/** Digits whose number lies within limits. */
export const digits = (least: number, most: number, length: { min: number; max: number } = { min: 1, max: 4 }): Rule<number> =>
  rule((tokens, at) => {
    const one = tokens[at];
    if (one?.kind !== 'number' || one.text.length < length.min || one.text.length > length.max) return null;
    const value = Number(one.text);
    return value >= least && value <= most ? { value, next: at + 1 } : null;
  }, new Set([number]));

/** The rule, unless another token touches it from the left. */
export const glued = <T>(one: Rule<T>): Rule<T> => rule((tokens, at) => (tokens[at]?.glued === true ? one(tokens, at) : null), one.starts, one.isOptional);

const startsInTurn = (rules: readonly Rule<unknown>[]): ReadonlySet<string> | undefined => {
  const last = rules.findIndex(({ isOptional }) => isOptional !== true);
  return union(rules.slice(0, last < 0 ? rules.length : last + 1).map(({ starts }) => starts));
};

/** Rules one after the other. */
export const inTurn = <const R extends readonly Rule<unknown>[]>(...rules: R): Rule<Values<R>> => {
  const read = (tokens: readonly Token[], at: number): Match<Values<R>> | null => {
    const values: unknown[] = [];
    let next = at;
    for (const one of rules) {
      const match = one(tokens, next);
      if (match === null) return null;
      values.push(match.value);
      next = match.next;
    }
    return { value: values as Values<R>, next };
  };
  return rule(read, startsInTurn(rules), rules.every(({ isOptional }) => isOptional));
};

/** Those of the rules that can begin with a word, in their order. */
const index = <T>(rules: readonly Rule<T>[]): ((token: Token | undefined) => readonly Rule<T>[]) => {
  const anywhere = rules.filter(({ starts, isOptional }) => starts === undefined || isOptional);
  const words = new Set(rules.flatMap(({ starts }) => [...(starts ?? [])]));
  const byWord = new Map([...words].map((word) => [word, rules.filter((one) => anywhere.includes(one) || one.starts?.has(word))]));
  return (token) => (token === undefined ? anywhere : (byWord.get(keyOf(token)) ?? anywhere));
};

/** The rule that reads most; the first of equals. */
export const longest = <T>(...rules: readonly Rule<T>[]): Rule<T> => {
  const candidates = index(rules);
  const read = (tokens: readonly Token[], at: number): Match<T> | null => {
    let best: Match<T> | null = null;
    for (const one of candidates(tokens[at])) {
      const match = one(tokens, at);
      if (match !== null && (best === null || match.next > best.next)) best = match;
    }
    return best;
  };
  return rule(read, union(rules.map(({ starts }) => starts)), rules.some(({ isOptional }) => isOptional));
};

/** The rule, or nothing at all. */
export const maybe = <T>(one: Rule<T>): Rule<T | null> => rule<T | null>((tokens, at) => one(tokens, at) ?? { value: null, next: at }, one.starts, true);

/** What a rule read, as something else; null if it makes no sense ("31 feb"). */
export const as = <T, U>(one: Rule<T>, make: (value: T) => U | null): Rule<U> => {
  const read = (tokens: readonly Token[], at: number): Match<U> | null => {
    const match = one(tokens, at);
    const value = match === null ? null : make(match.value);
    return value === null ? null : { value, next: match!.next };
  };
  return rule(read, one.starts, one.isOptional);
};

/**
 * The rule with a memory of what it read where: for rules that many others try at the same
 * token.
 */
export const once = <T>(one: Rule<T>): Rule<T> => {
  const seen = new WeakMap<readonly Token[], Map<number, Match<T> | null>>();
  const read = (tokens: readonly Token[], at: number): Match<T> | null => {
    const memory = seen.get(tokens) ?? new Map<number, Match<T> | null>();
    seen.set(tokens, memory);
    const known = memory.get(at);
    if (known !== undefined) return known;
    const match = one(tokens, at);
    memory.set(at, match);
    return match;
  };
  return rule(read, one.starts, one.isOptional);
};

/** Between items of a list: "," "and" ", and" "&". */
export const listed: Rule<unknown> = longest<unknown>(inTurn(say(','), maybe(say('and', '&'))), say('and', '&', '+', '/'));

/** One item or several, twelve at most. */
export const list = <T>(each: Rule<T>, between: Rule<unknown> = listed): Rule<T[]> => {
  // A list that begins one item later reads the same items again.
  const item = once(each);
  const read = (tokens: readonly Token[], at: number): Match<T[]> | null => {
    const first = item(tokens, at);
    if (first === null) return null;
    const values = [first.value];
    let { next } = first;
    while (values.length < 12) {
      const gap = between(tokens, next);
      const match = gap === null ? null : item(tokens, gap.next);
      if (match === null) break;
      values.push(match.value);
      next = match.next;
    }
    return { value: values, next };
  };
  return rule(read, item.starts);
};
