import { clockAt } from './clock.ts';
import { moment, type Moment } from './moment.ts';
import type { Piece } from './pieces.ts';
import type { Token } from './tokens.ts';

const moves = new Set(
  'move moved moving reschedule rescheduled push pushed shift shifted change changed set postpone postponed delay delayed update bring brought bump bumped extend extended swap swapped make put snooze'.split(' '),
);

/** Whether some words ask to move a task: "move it to 10" names a time, "count to 10" does not. */
export const saysMove = (tokens: readonly Token[]): boolean => tokens.some(({ kind, text }) => kind === 'word' && moves.has(text));

/** "at 9 instead of 8:30". */
const notThere = /^(?:instead|rather)$/;
const between = /^(?:to|-|and|until|till|through|thru)$/;

const from = (said: Partial<Moment>): Moment => moment({ ...said, bound: 'on', role: 'origin' });
const goal = (said: Partial<Moment>): Moment => moment({ ...said, bound: 'on', role: 'goal' });

/** Reads the two ends of a range as where a move comes from and where it goes. */
const parted = ({ at, next }: Piece, tokens: readonly Token[], ends: readonly [Moment, Moment]): Piece[] => {
  const middle = tokens.slice(at, next).findIndex(({ text }, index) => index > 0 && between.test(text)) + at;
  return middle <= at ? [{ is: 'moment', moment: ends[1], at, next }] : [{ is: 'moment', moment: ends[0], at, next: middle }, { is: 'moment', moment: ends[1], at: middle, next }];
};

/**
 * "december 1-5" is where it goes; "from friday to monday", or "monday to tuesday", also
 * says where it comes from.
 */
const rangeOfDays = (piece: Extract<Piece, { is: 'days' }>, tokens: readonly Token[]): Piece[] => {
  const [one, two] = piece.days;
  const isOrigin = tokens[piece.at]!.text === 'from' || one.is === 'weekday' || one.is === 'ahead';
  return isOrigin ? parted(piece, tokens, [from({ day: one }), goal({ day: two })]) : [{ is: 'moment', moment: goal({ day: two }), at: piece.at, next: piece.next }];
};

type MomentPiece = Extract<Piece, { is: 'moment' }>;

const rangeOfHours = (piece: MomentPiece, tokens: readonly Token[]): Piece[] => {
  const { clock } = piece.moment;
  const end = { ...clockAt(clock!.ends!.at), half: clock!.ends!.half, zone: clock!.zone };
  return parted(piece, tokens, [from({ ...piece.moment, clock: { ...clock!, ends: null } }), goal({ ...piece.moment, clock: end, strength: 'sure' })]);
};

const isMoment = (piece: Piece): piece is MomentPiece => piece.is === 'moment';

const asMove = (piece: Piece, tokens: readonly Token[], isLast: boolean): Piece[] => {
  if (piece.is === 'days') return rangeOfDays(piece, tokens);
  if (!isMoment(piece) || tokens[piece.at]!.text !== 'from') return [piece];
  if (piece.moment.clock !== null && piece.moment.clock.ends !== null) return rangeOfHours(piece, tokens);
  return [isLast ? piece : { ...piece, moment: from(piece.moment) }];
};

/**
 * "move it from friday to monday" names the day that it goes to, and the one that it comes
 * from.
 */
export const moveTo = (pieces: readonly Piece[], tokens: readonly Token[]): Piece[] => {
  const last = pieces.findLast((piece) => piece.is === 'moment' || piece.is === 'days');
  const said = pieces.map((piece) => (isMoment(piece) && notThere.test(tokens[piece.at]!.text) ? { ...piece, moment: from(piece.moment) } : piece));
  return saysMove(tokens) ? said.flatMap((piece) => asMove(piece, tokens, piece === last)) : said;
};
