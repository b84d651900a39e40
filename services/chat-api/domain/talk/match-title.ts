import { isAct } from './task-verbs.ts';
import { fold, wordsOf } from './text.ts';

/** How well a name fits a title: as a whole, by whole words, or only nearly. */
export type Fit = 'exact' | 'words' | 'nearly' | 'none';

const articles = /^(?:the|my|a|an|that|this)\s+/;

/** Forms in which a name may have been written: with and without the words that introduce it. */
export const namesOf = (name: string): string[] => {
  const folded = fold(name);
  return [...new Set([folded, folded.replace(articles, '')])].filter((one) => one !== '');
};

const stopWords = new Set(['the', 'my', 'a', 'an', 'that', 'this', 'to', 'task', 'todo', 'with', 'of', 'for', 'at', 'on', 'about', 'and', 'one']);

/** The significant words of a name; a number alone names no task. */
export const tellingWords = (name: string): string[] => {
  const words = [...new Set(wordsOf(name))].slice(0, 12);
  const telling = words.filter((word) => !stopWords.has(word));
  return telling.every((word) => /^\p{N}+$/u.test(word)) ? [] : telling;
};

/** "pick up the suit" is about the suit. */
const particles = new Set(['up', 'out', 'off', 'in', 'back', 'down', 'over', 'away']);
const kindWords = new Set(['appointment', 'meeting', 'thing', 'stuff', 'session', 'class', 'lesson', 'visit']);

/**
 * The words that a title is about, without its verb and general nouns: "report" of "write
 * report".
 */
export const objectOf = (title: string): string[] => {
  const words = tellingWords(title);
  const opens = words.length > 1 && isAct(words[0]!);
  const things = words.filter((word, at) => !kindWords.has(word) && !(opens && (at === 0 || (at === 1 && particles.has(word)))));
  return things.length > 0 ? things : words;
};

/** A longer word than this is not compared for typing errors. */
const longestWord = 24;
/** How many words of a title are compared letter by letter. */
const mostLikened = 40;

const isSwapped = (a: string, b: string): boolean => a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);

/** Whether a text mentions a title: contains all of its words next to each other. */
export const mentions = (text: string, title: string): boolean =>
  tellingWords(title).length > 0 && ` ${wordsOf(text).join(' ')} `.includes(` ${wordsOf(title).join(' ')} `);

/**
 * Whether two words differ by one typing error: a letter wrong, missing or doubled, or two
 * swapped.
 */
export const isTypo = (a: string, b: string): boolean => {
  if (Math.min(a.length, b.length) < 4 || a.length > longestWord || Math.abs(a.length - b.length) > 1) return false;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  const [restA, restB] = at < 0 ? ['', b.slice(a.length)] : [a.slice(at), b.slice(at)];
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1) || isSwapped(restA, restB);
};

const isShortened = (a: string, b: string): boolean => Math.abs(a.length - b.length) === 1 && (a.startsWith(b) || b.startsWith(a)) && Math.min(a.length, b.length) >= 3;

/** Whether a text is a title except for one mistyped word: "cal mom". */
export const isMisspelt = (text: string, title: string): boolean => {
  const [words, of] = [wordsOf(text), wordsOf(title)];
  const other = words.flatMap((word, at) => (word === of[at] ? [] : [[word, of[at] ?? ''] as const]));
  return words.length > 1 && words.length === of.length && other.length === 1 && other.every(([a, b]) => isTypo(a, b) || isShortened(a, b));
};

const everyWord = (wanted: readonly string[], title: readonly string[], fits: (word: string, of: string) => boolean): boolean =>
  wanted.length > 0 && wanted.every((word) => title.some((of) => fits(word, of)));

const isSame = (word: string, of: string): boolean => word === of;
const isNear = (word: string, of: string): boolean => word === of || (word.length >= 3 && of.startsWith(word)) || isTypo(word, of);

/** How well a name fits titles; the parts of the name are worked out once for all of them. */
export const likenessTo = (name: string): ((title: string) => Fit) => {
  const [names, wanted] = [namesOf(name), tellingWords(name)];
  return (title) => {
    if (namesOf(title).some((one) => names.includes(one))) return 'exact';
    const has = [...new Set(wordsOf(title))];
    if (everyWord(wanted, has, isSame)) return 'words';
    if (everyWord(wanted, has.slice(0, mostLikened), isNear)) return 'nearly';
    return everyWord(tellingWords(title), wanted, isSame) ? 'nearly' : 'none';
  };
};
