import { moment } from './moment.ts';
import type { Piece } from './pieces.ts';
import type { Token } from './tokens.ts';

const moves = new Set('move moved moving reschedule push shift change set postpone delay update bring make put snooze'.split(' '));

/** Whether some words ask to move a task: "move it to 10" names a time, "count to 10" does not. */
export const saysMove = (tokens: readonly Token[]): boolean => tokens.some(({ kind, text }) => kind === 'word' && moves.has(text));

/** "move it from friday to monday" names the day that it goes to. */
export const moveTo = (pieces: readonly Piece[], tokens: readonly Token[]): Piece[] =>
  saysMove(tokens) ? pieces.map((piece) => (piece.is === 'days' ? { is: 'moment', moment: moment({ day: piece.days[1], bound: 'on' }), at: piece.at, next: piece.next } : piece)) : [...pieces];
