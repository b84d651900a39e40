import { joinAlternatives } from './alternatives.ts';
import { clustersOf, joinApart, merged, saysOnlyDay, type Cluster, type Stretch } from './clusters.ts';
import { standingOf } from './doubt.ts';
import { momentExpression, plainExpression } from './expressions.ts';
import { withHints } from './hints.ts';
import { clockAt } from './clock.ts';
import { isLoose, leftovers } from './leftovers.ts';
import { moveTo, saysMove } from './moving.ts';
import { findPieces, type Piece } from './pieces.ts';
import { placesIn, type Place } from './place.ts';
import { takeReminders } from './reminders.ts';
import { readRepetition } from './repeat-expression.ts';
import { mend } from './spelling.ts';
import { tokenise, type Token } from './tokens.ts';
import type { Expression, Span, TimeContext, TimeReading } from './types.ts';

interface Scene {
  tokens: readonly Token[];
  context: TimeContext;
  /** The first token that is not filler. */
  first: Token | null;
  /** Whether the message asks to move a task. */
  isMove: boolean;
  placeOf: (stretch: Stretch) => Place;
  spansOf: (stretches: readonly Stretch[]) => Span[];
}

const takenBy = (tokens: readonly Token[], spans: readonly Span[]): boolean[] => {
  const taken: boolean[] = tokens.map(() => false);
  let at = 0;
  for (const { from, to } of [...spans].sort((one, two) => one.from - two.from)) {
    while (at < tokens.length && tokens[at]!.to <= from) at += 1;
    for (let within = at; within < tokens.length && tokens[within]!.from < to; within += 1) taken[within] = true;
  }
  return taken;
};

/**
 * Whether what stands beside a piece is at the edge of the message. Not so for a length of
 * time, which may belong to a title, for "morning" alone, and for "remind me", which opens
 * a message.
 */
const hidesWords = (piece: Piece): boolean => piece.is !== 'duration' && piece.is !== 'remind' && !(piece.is === 'moment' && piece.moment.strength === 'weak');

const sceneOf = (tokens: readonly Token[], context: TimeContext, pieces: readonly Piece[], others: readonly boolean[]): Scene => {
  const covered = [...others];
  for (const { at, next } of pieces.filter(hidesWords)) covered.fill(true, at, next);
  const spansOf = (stretches: readonly Stretch[]): Span[] => merged(stretches).map(({ at, next }) => ({ from: tokens[at]!.from, to: tokens[next - 1]!.to }));
  return { tokens, context, first: tokens.find((_, at) => !covered[at]) ?? null, isMove: saysMove(tokens), placeOf: placesIn(tokens, (at) => covered[at]!), spansOf };
};

const listWords = new Set('what whats which list show any anything do have how tasks todos see find search did'.split(' '));
const groupWords = new Set('all everything tasks todos ones items'.split(' '));

/** A question for a list, or for things that belong together, may name any period. */
const isListQuestion = (tokens: readonly Token[]): boolean =>
  tokens[0]?.text === 'overdue' || tokens.some(({ text }, at) => (at < 4 && listWords.has(text.replace("'s", ''))) || groupWords.has(text));

/** "sat 10": a day, and a number that may be its hour. */
const looseHour = ({ moment, stretches }: Cluster, tokens: readonly Token[]): Cluster | null => {
  const { next } = stretches.at(-1)!;
  const hour = saysOnlyDay(moment) && tokens[next] !== undefined && isLoose(tokens, next) ? Number(tokens[next].text) : 0;
  if (hour < 1 || hour > 23) return null;
  const clock = { ...clockAt(hour * 60), half: hour > 12 ? ('said' as const) : ('open' as const) };
  return { moment: { ...moment, clock }, stretches: [...stretches.slice(0, -1), { at: stretches.at(-1)!.at, next: next + 1 }] };
};

const timeOrDoubt = (cluster: Cluster, { tokens, context, first, isMove, placeOf, spansOf }: Scene): Expression[] => {
  const place = placeOf({ at: cluster.stretches[0]!.at, next: cluster.stretches.at(-1)!.next });
  const standing = standingOf({ tokens, first, isMove }, cluster, place);
  if (standing === 'title') return [];
  const spans = spansOf(cluster.stretches);
  const hour = looseHour(cluster, tokens);
  if (hour !== null) return [{ kind: 'suspect', spans: spansOf(hour.stretches), looks_like: 'time', reading: momentExpression(hour, spansOf(hour.stretches), context) }];
  const expression = momentExpression(cluster, spans, context);
  if (standing === 'time' || expression.kind === 'suspect') return [expression];
  return [{ kind: 'suspect', spans, looks_like: 'time', reading: expression }];
};

const understood = (pieces: readonly Piece[], scene: Scene): { expressions: Expression[]; names: Stretch[] } => {
  const { tokens, context, spansOf } = scene;
  const { wish, rest } = takeReminders(moveTo(pieces, tokens), scene);
  const clusters = joinApart(joinAlternatives(withHints(clustersOf(rest, tokens), tokens), tokens));
  const { expression, used, names } = readRepetition({ ...scene, pieces: rest, clusters });
  const done = new Set([...used, ...names].map(({ at }) => at));
  const reminder: Expression[] = wish === null ? [] : [{ kind: 'reminder', spans: spansOf(wish.used), at: wish.at }];
  const moments = clusters.filter(({ stretches }) => !done.has(stretches[0]!.at)).flatMap((cluster) => timeOrDoubt(cluster, scene));
  const others = rest.filter(({ at }) => !done.has(at)).map((piece) => plainExpression(piece, spansOf([piece]), { context, asksForList: isListQuestion(tokens) }));
  return { expressions: [...reminder, expression, ...moments, ...others].filter((one) => one !== null), names };
};

/**
 * Everything a message says about when, how often and how long; `claimed` is what other
 * parts of the grammar have understood already.
 */
export const readTimes = (message: string, context: TimeContext, claimed: readonly Span[] = []): TimeReading => {
  const tokens = tokenise(message).map(mend);
  const others = takenBy(tokens, claimed);
  const pieces = findPieces(tokens, (at) => others[at]!);
  const scene = sceneOf(tokens, context, pieces, others);
  const { expressions, names } = understood(pieces, scene);
  const taken = takenBy(tokens, [...claimed, ...expressions.flatMap(({ spans }) => spans), ...scene.spansOf(names)]);
  const left = leftovers(tokens, (at) => taken[at]!).map((one): Expression => ({ kind: 'suspect', spans: scene.spansOf([one]), looks_like: one.looks_like, reading: null }));
  return { expressions: [...expressions, ...left].sort((one, two) => one.spans[0]!.from - two.spans[0]!.from) };
};
