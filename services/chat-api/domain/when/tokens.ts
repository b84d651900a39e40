import type { Span } from './types.ts';

/** A word, a number, a sign, or a quotation, whose inside is not looked at. */
export interface Token extends Span {
  kind: 'word' | 'number' | 'sign' | 'quoted';
  /** Lower case, without accents, in one Unicode form. */
  text: string;
  /** As it was written. */
  raw: string;
  /** Whether no space separates it from the token before. */
  glued: boolean;
  /** Whether its spelling was corrected: a reading based on it may need confirming. */
  mended: boolean;
}

const pattern =
  /(?<quoted>"(?:\\.|[^"\\]){1,500}"|“[^”]{1,500}”|„[^“”]{1,500}[“”]|«[^»]{1,500}»)|(?<number>\p{N}+)|(?<word>\p{L}[\p{L}\p{M}]*(?:['’ʼ]\p{L}[\p{L}\p{M}]*)*)|(?<sign>\S)/gu;

/**
 * One form for everything that people write in several ways: case, accents, composed
 * letters, apostrophes.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[’ʼ]/g, "'")
    .replace(/[‐‑‒–—−]/g, '-')
    .toLowerCase();

/** More than a person says at once; anything after it is ignored. */
export const mostTokens = 240;

/** The first tokens of a message, in order; everything between them is white space. */
export const tokenise = (message: string): Token[] => {
  const tokens: Token[] = [];
  for (const match of message.matchAll(pattern)) {
    if (tokens.length === mostTokens) break;
    const [raw] = match;
    const kind = (['quoted', 'number', 'word', 'sign'] as const).find((name) => match.groups![name] !== undefined)!;
    const from = match.index;
    tokens.push({ kind, raw, text: fold(raw), from, to: from + raw.length, glued: from > 0 && tokens.at(-1)?.to === from, mended: false });
  }
  return tokens;
};
