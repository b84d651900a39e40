import type { Span } from '../when/types.ts';

/** What a stretch of a message was understood as. */
export type ClaimKind = 'time' | 'tag' | 'priority' | 'command' | 'task' | 'courtesy' | 'quotes' | 'punctuation';

/** A stretch of the message that has been understood, and what it means in words. */
export interface Claim extends Span {
  kind: ClaimKind;
  means: string;
}

/**
 * A message while it is being read: what one part has claimed is blank to the parts that
 * follow; offsets are those of the text.
 */
export interface Said {
  text: string;
  /** As long as the text: quoted letters are hidden, claimed ones are spaces. */
  open: string;
  claims: readonly Claim[];
}

/** Stands for a quoted character, which no pattern mistakes for a word of its own. */
export const hidden = '\u0001';

const blank = (text: string, { from, to }: Span, filler: string): string => text.slice(0, from) + filler.repeat(to - from) + text.slice(to);

const quoted = /"[^"]+"|“[^”]+”|„[^“”]+[“”]|«[^»]+»/g;

/** A message before anything is claimed; quoted text is taken literally. */
export const listen = (text: string): Said => {
  const open = [...text.matchAll(quoted)].reduce(
    (rest, { index, 0: whole }) => (whole.slice(1, -1).trim() === '' ? rest : blank(rest, { from: index, to: index + whole.length }, hidden)),
    text,
  );
  return { text, open, claims: [] };
};

/** The stretches of a span that have not been claimed before; spaces do not separate them. */
const stillOpen = ({ text, open }: Said, { from, to }: Span): Span[] => {
  const stretches: Span[] = [];
  for (const { index, 0: word } of open.slice(from, to).matchAll(/\S+/g)) {
    const start = from + index;
    const last = stretches.at(-1);
    if (last !== undefined && text.slice(last.to, start).trim() === '') last.to = start + word.length;
    else stretches.push({ from: start, to: start + word.length });
  }
  return stretches;
};

/** The message with more of it claimed. */
export const claim = (said: Said, ...claims: Claim[]): Said => {
  const real = claims.flatMap((one) => stillOpen(said, one).map((span) => ({ ...one, ...span })));
  return { text: said.text, open: real.reduce((open, span) => blank(open, span, ' '), said.open), claims: [...said.claims, ...real] };
};

/** Claims all that is left. */
export const claimRest = (said: Said, kind: ClaimKind, means: string): Said => claim(said, { from: 0, to: said.text.length, kind, means });

/** The words that nobody has claimed. */
export const unclaimed = ({ open, text }: Said, { from, to }: Span = { from: 0, to: text.length }): Span[] =>
  [...open.slice(from, to).matchAll(/\S+/g)].map(({ index, 0: word }) => ({ from: from + index, to: from + index + word.length }));

/** Unclaimed words as one text. */
export const textOf = (said: Said, region?: Span): string =>
  unclaimed(said, region)
    .map(({ from, to }) => said.text.slice(from, to))
    .join(' ');
