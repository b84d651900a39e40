import type { Token } from './tokens.ts';

/** What a rule read, and the token after it. */
export interface Match<T> {
  value: T;
  next: number;
}

/** Reads something that starts at a token, or nothing; looks a bounded number of tokens ahead. */
export type Rule<T> = (tokens: readonly Token[], at: number) => Match<T> | null;

type Values<R extends readonly Rule<unknown>[]> = { [K in keyof R]: R[K] extends Rule<infer T> ? T : never };

/** One token that a test accepts. */
export const token =
  (accepts: (token: Token) => boolean): Rule<Token> =>
  (tokens, at) => {
    const one = tokens[at];
    return one !== undefined && accepts(one) ? { value: one, next: at + 1 } : null;
  };

/** One of some words or signs; several in a text stand one after the other ("of the"). */
export const say = (...texts: string[]): Rule<string> => {
  const phrases = texts.map((text) => text.split(' ')).sort((a, b) => b.length - a.length);
  return (tokens, at) => {
    const said = phrases.find((words) => words.every((word, index) => tokens[at + index]?.text === word));
    return said === undefined ? null : { value: said.join(' '), next: at + said.length };
  };
};

/** A word of a dictionary, as what it stands for. */
export const lookUp =
  <T>(dictionary: ReadonlyMap<string, T>): Rule<T> =>
  (tokens, at) => {
    const value = tokens[at]?.kind === 'word' ? dictionary.get(tokens[at].text) : undefined;
    return value === undefined ? null : { value, next: at + 1 };
  };

/** Digits whose number lies within limits. */
export const digits =
  (least: number, most: number, length: { min: number; max: number } = { min: 1, max: 4 }): Rule<number> =>
  (tokens, at) => {
    const one = tokens[at];
    if (one?.kind !== 'number' || one.text.length < length.min || one.text.length > length.max) return null;
    const value = Number(one.text);
    return value >= least && value <= most ? { value, next: at + 1 } : null;
  };

/** The rule, where nothing but the token before touches it. */
export const glued =
  <T>(rule: Rule<T>): Rule<T> =>
  (tokens, at) =>
    tokens[at]?.glued === true ? rule(tokens, at) : null;

/** Rules one after the other. */
export const inTurn =
  <const R extends readonly Rule<unknown>[]>(...rules: R): Rule<Values<R>> =>
  (tokens, at) => {
    const values: unknown[] = [];
    let next = at;
    for (const rule of rules) {
      const match = rule(tokens, next);
      if (match === null) return null;
      values.push(match.value);
      next = match.next;
    }
    return { value: values as Values<R>, next };
  };

/** The rule that reads most; of equals the first. */
export const longest =
  <T>(...rules: readonly Rule<T>[]): Rule<T> =>
  (tokens, at) => {
    let best: Match<T> | null = null;
    for (const rule of rules) {
      const match = rule(tokens, at);
      if (match !== null && (best === null || match.next > best.next)) best = match;
    }
    return best;
  };

/** The rule, or nothing at all. */
export const maybe =
  <T>(rule: Rule<T>): Rule<T | null> =>
  (tokens, at) =>
    rule(tokens, at) ?? { value: null, next: at };

/** What a rule read, as something else; null where it makes no sense ("31 feb"). */
export const as =
  <T, U>(rule: Rule<T>, make: (value: T) => U | null): Rule<U> =>
  (tokens, at) => {
    const match = rule(tokens, at);
    const value = match === null ? null : make(match.value);
    return value === null ? null : { value, next: match!.next };
  };

/** Between items of a list: "," "and" ", and" "&". */
export const listed: Rule<unknown> = longest<unknown>(inTurn(say(','), maybe(say('and', '&'))), say('and', '&', '+', '/'));

/** One item or several, at most twelve. */
export const list =
  <T>(item: Rule<T>, between: Rule<unknown> = listed): Rule<T[]> =>
  (tokens, at) => {
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
