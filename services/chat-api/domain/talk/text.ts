/** More is no command: titles have 500 characters. */
export const longestMessage = 1_000;

/** One line in one Unicode form, without control characters; half surrogate pairs, which no database stores, become U+FFFD. */
export const cleanText = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .normalize('NFC')
    .trim();

/** A text as it is compared: without case, accents and the ways in which a letter can be composed. */
export const fold = (text: string): string =>
  text.toLowerCase().normalize('NFKD').replace(/[\u0300-\u036F]/g, '').replace(/[’‘`´]/g, "'").replace(/\s+/g, ' ').trim();

/** The words of a text as they are compared. */
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/** Shortened for a reply. */
export const shorten = (text: string, most = 80): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
