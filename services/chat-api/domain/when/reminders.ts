import type { Stretch } from './clusters.ts';
import { clustersOf } from './clusters.ts';
import { asTime, readClock } from './clock.ts';
import { isName } from './day.ts';
import type { Moment } from './moment.ts';
import type { Piece } from './pieces.ts';
import type { Place } from './place.ts';
import { minutesOf } from './remind-rules.ts';
import { readingsOf } from './resolve.ts';
import type { Token } from './tokens.ts';
import type { RemindAt, TimeContext } from './types.ts';

/** A wish to be reminded, with the stretches that express it. */
export interface Wish {
  at: RemindAt[];
  used: Stretch[];
}

interface Scene {
  tokens: readonly Token[];
  context: TimeContext;
  placeOf: (stretch: Stretch) => Place;
}

const asks = /^(?:remind|reminder|reminders|alert|notify|ping|nudge|notification)$/;

/** The words that join a reminder to what precedes it: ", and remind me". */
const withJoints = (tokens: readonly Token[], at: number): number => {
  let from = at;
  while (from > 0 && from > at - 3 && /^(?:and|but|with|,|;|then|please|again)$/.test(tokens[from - 1]!.text)) from -= 1;
  return from;
};

/**
 * "30 minutes before" is a wish if someone asks to be reminded, or at the end; "10 minutes
 * before dinner" is a title.
 */
const isWish = (piece: Piece, { placeOf }: Scene, asked: boolean): boolean => asked || placeOf(piece).isLast || placeOf(piece).isSetOff;

/** The moments right after a "remind me" that adds to a message rather than opens it. */
const momentsAfter = (pieces: readonly Piece[], index: number): Piece[] => {
  const after: Piece[] = [];
  let { next } = pieces[index]!;
  for (const piece of pieces.slice(index + 1)) {
    if (piece.is !== 'moment' || piece.at > next + 1) break;
    after.push(piece);
    ({ next } = piece);
  }
  return after;
};

/** "remind me at 8", about a task: on the day it is due. */
const onTheDay = ({ clock, part }: Moment, { date_order }: TimeContext): RemindAt[] => {
  const [minutes] = clock === null ? [part!.time] : readClock(clock, part, date_order === 'month_day').at;
  return minutes === undefined ? [] : [{ how: 'on_day', days_before: 0, time: asTime(minutes) }];
};

const atMoment = (pieces: readonly Piece[], { tokens, context }: Scene): RemindAt[] => {
  const clusters = clustersOf(pieces, tokens);
  if (clusters.length !== 1) return [];
  const { moment } = clusters[0]!;
  if (moment.day === null && moment.after === null) return onTheDay(moment, context);
  // A reminder comes before its task: the next such weekday.
  const dues = readingsOf(moment, context).dues.slice(0, isName(moment.day) ? 1 : undefined);
  return dues.length === 1 && dues[0]!.due_local.length > 10 ? [{ how: 'at', due_local: dues[0]!.due_local }] : [];
};

/**
 * "…, remind me 30 minutes before": the asking words, unless they open the message and are
 * its command.
 */
const withWord = (pieces: readonly Piece[], index: number, scene: Scene): Piece[] => {
  const word = pieces[index - 1];
  const piece = pieces[index]!;
  return word?.is === 'remind' && word.next === piece.at && !scene.placeOf(word).isFirst ? [word, piece] : [piece];
};

/** "…, remind me at 8": added at the end of a message. */
const addition = (pieces: readonly Piece[], index: number, scene: Scene): { at: RemindAt[]; used: Piece[] } | null => {
  const word = pieces[index]!;
  const moments = momentsAfter(pieces, index);
  const last = moments.at(-1);
  if (last === undefined || scene.placeOf(word).isFirst || !scene.placeOf({ at: word.at, next: last.next }).isLast) return null;
  const at = atMoment(moments, scene);
  return at.length === 0 ? null : { at, used: [word, ...moments] };
};

/** "remind me 10 minutes earlier". */
const earlier = (piece: Extract<Piece, { is: 'duration' }>): { at: RemindAt[]; used: Piece[] } | null => {
  const minutes = minutesOf(piece.length);
  return minutes === null ? null : { at: [{ how: 'before', minutes }], used: [piece] };
};

const wishAt = (pieces: readonly Piece[], index: number, scene: Scene, asked: boolean): { at: RemindAt[]; used: Piece[] } | null => {
  const piece = pieces[index]!;
  if (piece.is === 'remind') return addition(pieces, index, scene);
  if (piece.is === 'duration' && piece.length.direction === 'earlier' && asked) return earlier(piece);
  return piece.is === 'before' && isWish(piece, scene, asked) ? { at: piece.when, used: withWord(pieces, index, scene) } : null;
};

/** Takes the wishes to be reminded out of the pieces of a message. */
export const takeReminders = (pieces: readonly Piece[], scene: Scene): { wish: Wish | null; rest: Piece[] } => {
  const asked = scene.tokens.some(({ kind, text }) => kind === 'word' && asks.test(text));
  const wishes = pieces.map((_, index) => wishAt(pieces, index, scene, asked)).filter((one) => one !== null);
  const taken = new Set(wishes.flatMap(({ used }) => used));
  const used = [...taken].map(({ at, next }) => ({ at: withJoints(scene.tokens, at), next })).sort((one, two) => one.at - two.at);
  return { wish: wishes.length === 0 ? null : { at: wishes.flatMap(({ at }) => at), used }, rest: pieces.filter((piece) => !taken.has(piece)) };
};
