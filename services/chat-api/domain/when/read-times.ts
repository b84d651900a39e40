import { joinAlternatives } from './alternatives.ts';
import { clustersOf, joinApart, merged, type Cluster, type Stretch } from './clusters.ts';
import { standingOf } from './doubt.ts';
import { momentExpression, plainExpression } from './expressions.ts';
import { leftovers } from './leftovers.ts';
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
  /** Who has claimed which token. */
  covered: readonly boolean[];
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

/** A length of time may be part of a title, "morning" is nothing alone, and "remind me" opens a message: what stands beside them is at no edge. */
const hidesWords = (piece: Piece): boolean => piece.is !== 'duration' && piece.is !== 'remind' && !(piece.is === 'moment' && piece.moment.strength === 'weak');

const sceneOf = (tokens: readonly Token[], context: TimeContext, pieces: readonly Piece[], others: readonly boolean[]): Scene => {
  const covered = [...others];
  for (const { at, next } of pieces.filter(hidesWords)) covered.fill(true, at, next);
  const spansOf = (stretches: readonly Stretch[]): Span[] => merged(stretches).map(({ at, next }) => ({ from: tokens[at]!.from, to: tokens[next - 1]!.to }));
  return { tokens, context, covered, placeOf: placesIn(tokens, (at) => covered[at]!), spansOf };
};

const timeOrDoubt = (cluster: Cluster, { tokens, context, covered, placeOf, spansOf }: Scene): Expression[] => {
  const place = placeOf({ at: cluster.stretches[0]!.at, next: cluster.stretches.at(-1)!.next });
  const first = tokens.find((_, at) => !covered[at]) ?? null;
  const standing = standingOf(tokens, cluster, place, first);
  if (standing === 'title') return [];
  const spans = spansOf(cluster.stretches);
  const expression = momentExpression(cluster, spans, context);
  if (standing === 'time' || expression.kind === 'suspect') return [expression];
  return [{ kind: 'suspect', spans, looks_like: 'time', reading: expression }];
};

const understood = (pieces: readonly Piece[], scene: Scene): { expressions: Expression[]; names: Stretch[] } => {
  const { tokens, context, spansOf } = scene;
  const { wish, rest } = takeReminders(pieces, scene);
  const clusters = joinApart(joinAlternatives(clustersOf(rest, tokens), tokens));
  const { expression, used, names } = readRepetition({ ...scene, pieces: rest, clusters });
  const done = new Set([...used, ...names].map(({ at }) => at));
  const reminder: Expression[] = wish === null ? [] : [{ kind: 'reminder', spans: spansOf(wish.used), at: wish.at }];
  const moments = clusters.filter(({ stretches }) => !done.has(stretches[0]!.at)).flatMap((cluster) => timeOrDoubt(cluster, scene));
  const others = rest.filter(({ at }) => !done.has(at)).map((piece) => plainExpression(piece, spansOf([piece]), context));
  return { expressions: [...reminder, expression, ...moments, ...others].filter((one) => one !== null), names };
};

/** All that a message says about when, how often and how long; `claimed` is what other parts of the grammar have understood already. */
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
