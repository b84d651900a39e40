import type { Span } from '../when/types.ts';
import { claim, type Said } from './said.ts';

/** Where a pattern matches in a message, and its named parts. */
export interface Found extends Span {
  parts: Record<string, Span>;
}

/** A pattern for all that is still open, except marks at its end; claimed stretches are blanks. */
export const phrase = (source: string): RegExp => new RegExp(`^[\\s,:;–-]*(?:${source})[\\s.!?,;:–-]*$`, 'diu');

interface Condensed {
  text: string;
  /** The position of each character in the original text. */
  places: number[];
}

const known = new WeakMap<Said, Condensed>();

const condense = ({ open }: Said): Condensed => {
  const places: number[] = [];
  for (let at = 0; at < open.length; at += 1) if (open[at] !== ' ' || open[at - 1] !== ' ') places.push(at);
  return { text: open.replace(/ +/g, ' '), places };
};

/**
 * What is still open, with runs of spaces made one: claimed words leave long runs, which a
 * pattern would try to split in every possible way.
 */
const condensed = (said: Said): Condensed => {
  const before = known.get(said);
  if (before !== undefined) return before;
  const made = condense(said);
  known.set(said, made);
  return made;
};

/** Finds a pattern in what is still open, with its groups by number. */
export const locate = (said: Said, pattern: RegExp): (Span & { match: RegExpExecArray; placeOf: (at: readonly [number, number]) => Span }) | null => {
  const { text, places } = condensed(said);
  const match = pattern.exec(text);
  if (match === null) return null;
  const placeOf = ([from, to]: readonly [number, number]): Span => {
    const start = places[from] ?? said.open.length;
    return { from: start, to: to === from ? start : places[to - 1]! + 1 };
  };
  return { match, placeOf, ...placeOf([match.index, match.index + match[0].length]) };
};

/** Finds a pattern in what is still open. */
export const find = (said: Said, pattern: RegExp): Found | null => {
  const located = locate(said, pattern);
  if (located === null) return null;
  const { match, placeOf, from, to } = located;
  const groups = Object.entries(match.indices?.groups ?? {}) as [string, [number, number] | undefined][];
  const parts = Object.fromEntries(groups.flatMap(([name, at]) => (at === undefined ? [] : [[name, placeOf(at)]])));
  return { from, to, parts };
};

/** Claims what a pattern has found, except its named parts. */
export const claimFound = (said: Said, { from, to, parts }: Found, means: string): Said => {
  const holes = Object.values(parts).sort((a, b) => a.from - b.from);
  const borders = [from, ...holes.flatMap((hole) => [hole.from, hole.to]), to];
  const outside = borders.flatMap((start, index) => (index % 2 === 0 ? [{ from: start, to: borders[index + 1]! }] : []));
  return claim(said, ...outside.map((span) => ({ ...span, kind: 'command' as const, means })));
};

/** A part as it was written. */
export const written = ({ text }: Said, part: Span | undefined): string => (part === undefined ? '' : text.slice(part.from, part.to).trim());
