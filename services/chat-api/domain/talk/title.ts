import { claim, hidden, textOf, unclaimed, type Claim, type Said } from './said.ts';
import type { Span } from '../when/types.ts';

const before = /^[\s,;:.!?)\]–—-]+/;
const alone = /(?<=^|\s)[,;:.!?()[\]–—-]+(?=\s|$)/g;

const marksAtEnd = [/[\s,;:([–—-]/, /[.!?]/];

/**
 * Where the marks at the end of a text begin; walks backwards, so that marks inside the
 * text cost nothing.
 */
const endOf = (text: string): number => {
  const kind = marksAtEnd.find((mark) => mark.test(text.at(-1) ?? ''));
  if (kind === undefined) return text.length;
  let end = text.length;
  while (end > 0 && kind.test(text[end - 1]!)) end -= 1;
  return end;
};

const loose = ({ open }: Said, { from, to }: Span): Claim[] => {
  const part = open.slice(from, to);
  const first = part.search(/\S/);
  if (first < 0) return [];
  const end = part.trimEnd().length;
  const marks = [
    [first, first + (before.exec(part.slice(first))?.[0].length ?? 0)],
    [endOf(part.slice(0, end)), end],
    ...[...part.matchAll(alone)].map(({ index, 0: mark }) => [index, index + mark.length]),
  ] as [number, number][];
  return marks.filter(([a, b]) => b > a).map(([a, b]) => ({ from: from + a, to: from + b, kind: 'punctuation', means: '' }));
};

const isHidden = ({ open }: Said, { from, to }: Span): boolean => open.slice(from, to) === hidden.repeat(to - from);

/**
 * What is left of a region as a title or a name, and the message with the marks around it
 * claimed.
 */
export const takeTitle = (said: Said, region: Span = { from: 0, to: said.text.length }): { title: string; said: Said } => {
  // Cutting one mark can bring another to the edge: "(tomorrow)." leaves "()." first.
  let tidy = said;
  for (let marks = loose(tidy, region); marks.length > 0; marks = loose(tidy, region)) tidy = claim(tidy, ...marks);
  const words = unclaimed(tidy, region);
  const [only] = words;
  if (words.length !== 1 || only === undefined || !isHidden(tidy, only)) return { title: textOf(tidy, region), said: tidy };
  const quotes = [only.from, only.to - 1].map((from): Claim => ({ from, to: from + 1, kind: 'quotes', means: 'as it stands' }));
  const title = tidy.text.slice(only.from + 1, only.to - 1).trim();
  return { title, said: claim(tidy, ...quotes) };
};
