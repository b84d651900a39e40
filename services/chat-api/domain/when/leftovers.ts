import type { Stretch } from './clusters.ts';
import type { Token } from './tokens.ts';
import type { Suspect } from './types.ts';
import { isWhole } from './whole-words.ts';
import { weekdayNames, weekdayPlurals } from './words.ts';

const isLong = (name: string): boolean => name.endsWith('day');
const ofTime = new Set([
  ...[...weekdayNames.keys()].filter(isLong),
  ...'today tomorrow tonight yesterday tmrw january february september october november december'.split(' '),
]);
const ofRepetition = new Set([...weekdayPlurals.keys(), ...'daily weekly monthly yearly annually nightly hourly fortnightly biweekly quarterly everyday'.split(' ')]);

/** At the edge of a message these say that there is a time, but not which. */
const vague = new Set(['later', 'soon', 'sometime', 'someday', 'eventually']);

const looksLike = (tokens: readonly Token[], at: number): Suspect['looks_like'] | null => {
  const one = tokens[at]!;
  if (one.kind !== 'word') return null;
  if (ofRepetition.has(one.text)) return 'repetition';
  if (ofTime.has(one.text)) return 'time';
  return vague.has(one.text) && tokens.slice(at + 1).every(({ kind }) => kind === 'sign') ? 'time' : null;
};

/** The words of time and repetition that nothing has claimed. */
export const leftovers = (tokens: readonly Token[], isTaken: (at: number) => boolean): (Stretch & { looks_like: Suspect['looks_like'] })[] =>
  tokens.flatMap((_, at) => {
    const looks_like = isTaken(at) || !isWhole(tokens, at, at + 1) ? null : looksLike(tokens, at);
    return looks_like === null ? [] : [{ at, next: at + 1, looks_like }];
  });
