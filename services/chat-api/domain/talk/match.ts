import type { Span } from '../when/types.ts';
import { claim, type Said } from './said.ts';

/** Where a pattern stands in a message, and its named parts. */
export interface Found extends Span {
  parts: Record<string, Span>;
}

/** A pattern that takes the whole of what is still open, but for marks at its end; blanks stand where something was claimed. */
export const phrase = (source: string): RegExp => new RegExp(`^[\\s,:;–-]*(?:${source})[\\s.!?,;:–-]*$`, 'diu');

/** Finds a pattern in what is still open. */
export const find = ({ open }: Said, pattern: RegExp): Found | null => {
  const match = pattern.exec(open);
  if (match === null) return null;
  const groups = Object.entries(match.indices?.groups ?? {}) as [string, [number, number] | undefined][];
  const parts = Object.fromEntries(groups.flatMap(([name, at]) => (at === undefined ? [] : [[name, { from: at[0], to: at[1] }]])));
  return { from: match.index, to: match.index + match[0].length, parts };
};

/** Accounts for what a pattern has found, all but its named parts. */
export const claimFound = (said: Said, { from, to, parts }: Found, means: string): Said => {
  const holes = Object.values(parts).sort((a, b) => a.from - b.from);
  const borders = [from, ...holes.flatMap((hole) => [hole.from, hole.to]), to];
  const words = (a: number, b: number): Span[] => [...said.open.slice(a, b).matchAll(/\S+/g)].map(({ index, 0: word }) => ({ from: a + index, to: a + index + word.length }));
  const outside = borders.flatMap((start, index) => (index % 2 === 0 ? words(start, borders[index + 1]!) : []));
  return claim(said, ...outside.map((span) => ({ ...span, kind: 'command' as const, means })));
};

/** A part as it was written. */
export const written = ({ text }: Said, part: Span | undefined): string => (part === undefined ? '' : text.slice(part.from, part.to).trim());
