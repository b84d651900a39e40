/** A longer message is not a command: titles have at most 500 characters. */
export const longestMessage = 1_000;

/** What begins a line of a list. */
const bullet = /^(?:[-*•–]|\d{1,2}[.)]|\[[ x]?\])\s+/i;

const mark = /(?:^|\s)(\d{1,2})[.)]\s+(?=\S)/g;

const countsUp = (marks: readonly RegExpExecArray[]): boolean => marks.length > 1 && marks.every(({ 1: number }, index) => Number(number) === index + 1);

/** "1. eggs 2. flour" on one line; a heading may come first. */
const numberedItems = (line: string): string[] => {
  const marks = [...line.matchAll(mark)];
  const head = line.slice(0, marks[0]?.index ?? 0).trim();
  if (!countsUp(marks) || !(head === '' || head.endsWith(':'))) return [line];
  return [head, ...marks.map(({ index, 0: { length } }, at) => line.slice(index + length, marks[at + 1]?.index).trim())].filter((item) => item !== '');
};

/** "- eggs - flour" on one line. */
const itemsOf = (line: string): string[] => (/^[-*•]\s.*\s[-*•]\s/.test(line) ? line.split(/(?:^|\s)[-*•]\s+/).filter((item) => item !== '') : numberedItems(line));

/** Lines as one; each line of a list stays an item of its own. */
const joinLines = (text: string): string => {
  const lines = text.split(/[\r\n\u2028\u2029]+/).flatMap((line) => itemsOf(line.trim())).filter((line) => line !== '');
  if (lines.length < 2) return text;
  return lines.map((line) => line.replace(bullet, '')).reduce((all, line) => (/[:;,]$/.test(all) ? `${all} ${line}` : `${all}; ${line}`));
};

/**
 * One line in one Unicode form, without control characters; half surrogate pairs, which no
 * database stores, become U+FFFD.
 */
export const cleanText = (text: string): string =>
  joinLines(text)
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .normalize('NFC')
    .trim();

/** A text in the form used for comparing: without case, accents or differently composed letters. */
export const fold = (text: string): string =>
  text.toLowerCase().normalize('NFKD').replace(/[\u0300-\u036F]/g, '').replace(/[’‘`´]/g, "'").replace(/\s+/g, ' ').trim();

/** The words of a text in the form used for comparing. */
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/** Shortened for a reply. */
export const shorten = (text: string, most = 80): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
