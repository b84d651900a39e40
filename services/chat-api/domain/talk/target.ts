import type { Span } from '../when/types.ts';
import { readFilter } from './filter-words.ts';
import type { ListFilter, Target } from './intents.ts';
import { claim, type Said } from './said.ts';
import { fold } from './text.ts';
import { takeTitle } from './title.ts';

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const spoken = /^(?:it|its|that|this|that one|this one|(?:that|this) (?:task|item|todo|thing|reminder)|the (?:task|item|todo|reminder)|the (?:latest|same)(?: one| task)?|(?:what|the (?:last |latest )?(?:one|thing|task|item)(?: that)?) (?:i|we)(?:'ve)? (?:just )?(?:added|said|made|created|wrote)(?: last)?)$/;
const spokenAll = /^(?:them|these|those|these ones|those ones|they|(?:these|those) (?:tasks|items|todos)|them all|all of (?:them|those|these))$/;
const other = /^(?:the )?other(?: one| task)?$/;
const both = /^(?:both|both of them|the two|both tasks|both ones)$/;
const every = /^(?:all|everything|every(?: single)?|each|the (?:rest|remaining)|(?:the )?whole|(?:my|the) (?:entire|whole|full)|(?:my|the|this) (?:to-?do )?list$|my tasks$)\b/;
/** "the overdue ones", "completed": tasks described by their state. */
const bySort = /^(?:(?:my|the|all|any)\s+)*(?:overdue|late|completed|finished|done|stuff)$/;
const named = /^(?:(?:my|the|those|any|all)\s+)*.*(?:\bones|\btasks|\btodos|\bto-dos|\bitems|\bthings|\breminders)$/;

const numbers: Record<string, number> = {
  first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9, tenth: 10, last: -1, bottom: -1, top: 1,
  one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10,
};
const counted = /^(?:number|no\.?|nr\.?|#|task|item)\s*(one|two|three|four|five|six|seven|eight|nine|ten)$/;
const ordinal = /^(?:\d{1,2}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|bottom|top)$/;
const besideOrdinal = /^(?:the|number|no\.?|nr\.?|#|task|item|numbers|tasks|items|one|ones)$/;
const joint = /^(?:,|&|and)$/;
const mayNotOpen = /^(?:,|&|and|ones?)$/;
const ofList = / (?:on|of|in|from) (?:the|that|this|my) list$/;
const someOf = /^(?:the )?(first|last|top) (\d|two|three|four|five|six|seven|eight|nine|ten)(?: ones?| tasks?| items?)?$/;
const range = /^(?:the |numbers? |tasks? |items? )*(\d{1,2})\s*(?:-|–|to|through)\s*(\d{1,2})$/;

const upTo = (from: number, to: number): number[] => Array.from({ length: Math.max(0, Math.min(to - from + 1, 50)) }, (_, index) => from + index);

const toNumber = (word: string): number => numbers[word] ?? Number.parseInt(word, 10);

const mostPlaces = 20;

const namesPlaces = (words: readonly string[]): boolean =>
  !mayNotOpen.test(words[0] ?? '') && !joint.test(words.at(-1) ?? '') && words.every((word) => [ordinal, besideOrdinal, joint].some((kind) => kind.test(word)));

/**
 * "the first, second and 4th one": matched word by word, because a pattern would try each
 * "task" before and after.
 */
const readOrdinals = (text: string): number[] | null => {
  const single = counted.exec(text);
  if (single !== null) return [toNumber(single[1]!)];
  const words = text.replace(/[,&]/g, ' $& ').replace(/(#|no\.|nr\.|number|task|item)(?=\d)/g, '$1 ').split(/\s+/).filter((word) => word !== '');
  const named = words.filter((word) => ordinal.test(word));
  return namesPlaces(words) && named.length > 0 && named.length <= mostPlaces ? [...new Set(named.map(toNumber))] : null;
};

/** The places in a list that a text names; null for anything else. */
export const readPlaces = (text: string): number[] | null => {
  const some = someOf.exec(text);
  if (some !== null) return some[1] === 'last' ? upTo(-toNumber(some[2]!), -1) : upTo(1, toNumber(some[2]!));
  const between = range.exec(text);
  if (between !== null) return upTo(Number(between[1]), Number(between[2]));
  return readOrdinals(text.replace(ofList, ''));
};

type Read = (folded: string, text: string, tags: readonly string[]) => Target | null;

const many = (text: string, filter: ListFilter, more: { both?: boolean; spoken?: boolean } = {}): Target => ({ by: 'filter', filter, both: false, spoken: false, text, ...more });

const isFinished = /\b(?:done|completed?|finished|closed)\b/;

/** Open tasks, unless finished ones are named. */
const readMany: Read = (folded, text, tags) => {
  if (!every.test(folded) && !named.test(folded) && !bySort.test(folded) && folded !== '') return null;
  return many(text, { ...readFilter(folded, tags), ...(!isFinished.test(folded) && { status: 'open' }) });
};

const readPlace: Read = (folded, text) => {
  const found = readPlaces(folded);
  return found === null || found.length === 0 ? null : { by: 'places', places: found, text };
};

const references: Read[] = [
  (folded, _, tags) => (folded === '' && tags.length === 0 ? { by: 'nothing' } : null),
  (_, text) => (uuid.test(text) ? { by: 'ids', ids: [text.toLowerCase()] } : null),
  (folded) => (spoken.test(folded) ? { by: 'spoken' } : null),
  (folded) => (other.test(folded) ? { by: 'other' } : null),
  readPlace,
  (folded, text) => (both.test(folded) ? many(text, readFilter(''), { both: true }) : null),
  (folded, text) => (spokenAll.test(folded) ? many(text, readFilter(''), { spoken: true }) : null),
  readMany,
];

/** Which tasks a text refers to without naming one; null if it is a name. */
export const readReference = (text: string, tags: readonly string[]): Target | null => {
  const folded = fold(text);
  for (const read of references) {
    const found = read(folded, text, tags);
    if (found !== null) return found;
  }
  return null;
};

const oneOf = /^(?:the|my|that|this)\s+(.+?)\s+(?:one|task|item|todo|reminder|thing)$/i;
const lead = /^(?:(?:the|my)\s+)?(?:task|todo|item|reminder)(?:\s+(?:called|named|to|about|for))?[:\s]+(?=\S)/i;

/** A name without the words that only say that it is a task. */
export const bareName = (title: string): string => (oneOf.exec(title)?.[1] ?? (title.replace(lead, '') || title)).replace(/^["“„«]([^"“”„«»]+)["”“»]$/, '$1');

/** The task that a region of the message refers to. */
export interface Named {
  said: Said;
  target: Target;
}

/** What a message says beside the name of a task. */
export interface Beside {
  /** The region with its words of time. */
  literal?: string;
  /** The days that these words name. */
  due?: { from: string | null; to: string | null } | null;
  tags?: readonly string[];
}

const withDays = (target: Target, due: Beside['due']): Target => (target.by === 'filter' && due != null ? { ...target, filter: { ...target.filter, ...due } } : target);

const targetOfTitle = (title: string, isQuoted: boolean, { literal = '', due = null, tags = [] }: Beside): Target => {
  const reference = isQuoted ? null : readReference(title, tags);
  if (reference !== null) return withDays(reference, due);
  return { by: 'title', text: isQuoted ? title : bareName(title), literal: literal === '' ? title : literal, due };
};

/** Reads which task a region refers to. */
export const takeTarget = (said: Said, region: Span | undefined, beside: Beside = {}): Named => {
  if (region === undefined) return { said, target: { by: 'nothing' } };
  const { title, said: tidy } = takeTitle(said, region);
  const isQuoted = tidy.claims.some(({ kind, from }) => kind === 'quotes' && from >= region.from && from < region.to);
  return { said: claim(tidy, { ...region, kind: 'task', means: title }), target: targetOfTitle(title, isQuoted, beside) };
};
