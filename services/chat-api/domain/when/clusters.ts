import { join, type Moment } from './moment.ts';
import type { Piece } from './pieces.ts';
import type { Token } from './tokens.ts';

/** A stretch of tokens: from `at` up to, not including, `next`. */
export interface Stretch {
  at: number;
  next: number;
}

/** Stretches in order, with those that touch joined. */
export const merged = (stretches: readonly Stretch[]): Stretch[] =>
  stretches.reduce<Stretch[]>((all, { at, next }) => {
    const last = all.at(-1);
    if (last?.next === at) last.next = next;
    else all.push({ at, next });
    return all;
  }, []);

/** Moments that belong together, whether next to each other or apart. */
export interface Cluster {
  moment: Moment;
  stretches: Stretch[];
}

/** Whether there is nothing but a comma or a dash between them. */
const touch = (tokens: readonly Token[], from: number, to: number): boolean => from === to || (to === from + 1 && (tokens[from]!.text === ',' || tokens[from]!.text === '-'));

/** "morning" and "10 to 12" are about time only next to a day or an hour. */
const joinNext = (one: Moment, two: Moment): Moment | null => {
  if (one.strength === 'weak' || (two.strength === 'weak' && one.day === null && one.clock === null)) return null;
  return join(one, two);
};

const isMoment = (piece: Piece): piece is Extract<Piece, { is: 'moment' }> => piece.is === 'moment';

const isWeakClock = ({ clock, strength }: Moment): boolean => clock !== null && strength === 'weak';

const momentsOf = (pieces: readonly Piece[]): Extract<Piece, { is: 'moment' }>[] => {
  const repeated = new Set(pieces.filter(({ is }) => is === 'every').map(({ next }) => next));
  return pieces.filter(isMoment).map((piece) => (repeated.has(piece.at) && isWeakClock(piece.moment) ? { ...piece, moment: { ...piece.moment, strength: 'number' } } : piece));
};

/**
 * Joins moments that touch; what comes right after "every weekday" is about time as well.
 * Drops words that are about time only beside others and are alone.
 */
export const clustersOf = (pieces: readonly Piece[], tokens: readonly Token[]): Cluster[] => {
  const clusters: Cluster[] = [];
  for (const { moment, at, next } of momentsOf(pieces)) {
    const last = clusters.at(-1);
    const end = last?.stretches.at(-1);
    const joined = last !== undefined && touch(tokens, end!.next, at) ? joinNext(last.moment, moment) : null;
    if (joined === null) clusters.push({ moment, stretches: [{ at, next }] });
    else {
      last!.moment = joined;
      end!.next = next;
    }
  }
  return clusters.filter(({ moment }) => moment.strength !== 'weak');
};

/** Whether a moment says nothing but a day. */
export const saysOnlyDay = ({ day, clock, part, after }: Moment): boolean => day !== null && clock === null && part === null && after === null;
const saysTime = ({ day, clock, part, after }: Moment): boolean => day === null && (clock !== null || part !== null) && after === null;

/** "tomorrow … at 5" is one moment; two days or two times are two. */
export const joinApart = (clusters: Cluster[]): Cluster[] => {
  const [one, two] = clusters;
  if (clusters.length !== 2 || one!.moment.role === 'origin' || !((saysOnlyDay(one!.moment) && saysTime(two!.moment)) || (saysTime(one!.moment) && saysOnlyDay(two!.moment)))) return clusters;
  const moment = join(one!.moment, two!.moment);
  return moment === null ? clusters : [{ moment, stretches: [...one!.stretches, ...two!.stretches] }];
};
