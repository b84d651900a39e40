/** More is no command: titles have 500 characters. */
export const longestMessage = 1_000;

/** One line without control characters; half surrogate pairs, which no database stores, become U+FFFD. */
export const cleanText = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();

/** Stands for a quoted text while the rest is read; {@link cleanText} lets no such character through. */
const placeholder = '\u0001';

const quoted = /"((?:\\.|[^"\\])*)"|“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»/g;

/** A text whose quoted parts are hidden, so that nothing in them is taken for a date, a tag or a command. */
export interface Masked {
  text: string;
  /** Puts the quoted parts back; a text that is nothing but one quoted part loses its quotes. */
  restore(part: string): string;
}

const unescape = (text: string): string => text.replace(/\\(["\\])/g, '$1');

/** Hides what stands in double quotes. */
export const maskQuotes = (text: string): Masked => {
  const originals: string[] = [];
  const contents: string[] = [];
  const masked = text.replace(quoted, (whole, plain?: string, ...others: unknown[]) => {
    const content = plain === undefined ? others.slice(0, 3).find((other) => typeof other === 'string') : unescape(plain);
    if (typeof content !== 'string' || content.trim() === '') return whole;
    originals.push(whole);
    contents.push(content.trim());
    return `${placeholder}${originals.length - 1}${placeholder}`;
  });
  const hidden = new RegExp(`${placeholder}(\\d+)${placeholder}`, 'g');
  const alone = new RegExp(`^${placeholder}(\\d+)${placeholder}$`);
  return {
    text: masked,
    restore: (part) => {
      const only = alone.exec(part.trim());
      if (only !== null) return contents[Number(only[1])] ?? '';
      return part.replace(hidden, (_, index: string) => originals[Number(index)] ?? '').trim();
    },
  };
};

/** A text in quotes, such that {@link maskQuotes} gives it back. */
export const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
