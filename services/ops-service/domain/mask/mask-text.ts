import { mask } from '#contracts/mask';
import { quoted } from '../fingerprint.ts';

/** Masks what a text about an event quotes from it. */
export type MaskText = (text: string) => string;

const address = /[^\s@"'<>()]+@[^\s@"'<>()]+/g;
const word = /[\p{L}\p{M}\p{N}_]+/gu;
/** What programs put in quotes: a column, a field, a choice. */
const identifier = /^(?:[a-z_][a-z0-9_.]*|[A-Z][A-Z0-9_]*)$/;

/**
 * Shorter words are in every sentence: they are masked only if one is a whole value, or
 * begins with a capital letter like a name.
 */
const shortest = 4;
const likeName = /^\p{Lu}/u;
/** The most words of a large payload that are looked for. */
const mostWords = 20_000;

const wordsOf = (values: readonly string[]): Set<string> => {
  const words = new Set<string>();
  for (const value of values) {
    const own = value.match(word) ?? [];
    for (const one of own) {
      if (words.size >= mostWords) return words;
      if (own.length === 1 || one.length >= shortest) words.add(one.toLowerCase());
      else if (likeName.test(one)) words.add(one);
    }
  }
  return words;
};

/** Several masks in a row say no more than one. */
const repeated = new RegExp(`${mask}(?:[\\s,.;:-]*${mask})+`, 'g');

/**
 * Masks a text, such as the message of an error: addresses, what stands in quotes unless it
 * is the name of a field, and every word of the values that are masked in the event itself.
 * Errors say in many ways what they failed on; a word too many is masked rather than one
 * too few.
 */
export const createMaskText = (hidden: readonly string[]): MaskText => {
  const words = wordsOf(hidden);
  const maskWord = (one: string): string => (words.has(one) || words.has(one.toLowerCase()) ? mask : one);
  return (text) =>
    text
      .replace(address, mask)
      .replace(quoted, (quotation) => (identifier.test(quotation.slice(1, -1)) ? quotation : `${quotation[0]}${mask}${quotation.at(-1)}`))
      .replace(word, maskWord)
      .replace(repeated, mask);
};
