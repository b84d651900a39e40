import type { Cluster, Stretch } from './clusters.ts';
import type { Day } from './day.ts';
import { byDays, every, type Every } from './every.ts';
import { momentExpression } from './expressions.ts';
import { moment, type Moment } from './moment.ts';
import type { Piece } from './pieces.ts';
import type { Place } from './place.ts';
import { isFunctionWord } from './place.ts';
import { repetitionsOf, type Around } from './repetition.ts';
import type { Token } from './tokens.ts';
import type { Ambiguous, Amount, Expression, Point, Repetition, Span, Suspect, TimeContext, Unruly } from './types.ts';

/** What a message says about repeating, with the stretches that say it. */
export interface Repeating {
  expression: Repetition | Ambiguous | Unruly | Suspect | null;
  used: Stretch[];
  names: Stretch[];
}

type Repeat = Extract<Piece, { is: 'every' | 'not_one' }>;

const isRepeat = (piece: Piece): piece is Repeat => piece.is === 'every' || piece.is === 'not_one';

/** "for 10 days", "for the next three weeks"; "for 10 minutes" is how long each one takes. */
const lengthOf = (piece: Piece): Amount | null => {
  if (piece.is === 'period') return piece.length;
  return piece.is === 'duration' && piece.length.preposition === 'for' && piece.length.minutes === 0 && piece.length.direction === null ? piece.length : null;
};

/**
 * "weekly report" and "daily standup" are names; "daily" is not, if it comes last or before
 * a time.
 */
const isAdjective = (piece: Piece, { isLast, isSetOff, after }: Place): boolean => piece.is === 'every' && piece.isAdverb && !isLast && !isSetOff && !isFunctionWord(after);

const determiners = new Set(['the', 'a', 'an', 'my', 'our', 'your', 'his', 'her', 'their', 'this', 'that', 'each', 'last', 'next']);

/** "a daily thing" names nothing. */
const kinds = new Set(['thing', 'habit', 'chore', 'routine']);

const aroundOf = (pieces: readonly Piece[], clusters: readonly Cluster[]): { around: Around; used: Stretch[] } => {
  const lengths = pieces.filter((piece) => lengthOf(piece) !== null);
  const times = pieces.filter((piece) => piece.is === 'times');
  const completions = pieces.filter((piece) => piece.is === 'completion');
  const ranges = pieces.filter((piece) => piece.is === 'days');
  return {
    around: {
      moments: [...clusters.map(({ moment }) => moment), ...ranges.flatMap(({ days: [from, until] }) => [moment({ day: from, bound: 'from' }), moment({ day: until, bound: 'until' })])],
      length: lengths.length === 1 ? lengthOf(lengths[0]!) : null,
      times: times.length === 1 ? times[0]!.count : null,
      isAfterCompletion: completions.length > 0,
    },
    used: [...lengths, ...times, ...completions, ...ranges, ...clusters.flatMap(({ stretches }) => stretches)],
  };
};

/** "at 8 and 20" as two moments. */
const apart = (one: Moment): Moment[] => (one.clock === null || one.clock.more === null ? [one] : [one.clock, ...one.clock.more.clocks].map((clock) => ({ ...one, clock: { ...clock, more: null } })));

const chosen = (rules: readonly Every[], around: Around, context: TimeContext, spans: readonly Span[]): Repetition[] =>
  rules.flatMap((rule) => repetitionsOf(rule, around, context).map((one): Repetition => ({ ...one, spans })));

const expressionOf = (piece: Repeat, around: Around, context: TimeContext, spans: readonly Span[]): Repetition | Ambiguous | Unruly => {
  if (piece.is === 'not_one') return { kind: 'unruly', spans, reason: piece.said.reason, choices: chosen(piece.said.near, { ...around, moments: [] }, context, spans) };
  const readings = chosen(piece.rules, around, context, spans);
  if (readings.length === 1) return readings[0]!;
  if (readings.length > 1) return { kind: 'ambiguous', spans, reason: 'repetition', readings };
  const timed = around.moments.flatMap(apart).filter(({ clock, part }) => clock !== null || part !== null);
  const each = timed.flatMap((one) => chosen(piece.rules, { ...around, moments: [one] }, context, spans));
  return { kind: 'unruly', spans, reason: each.length > 1 ? 'several_times_a_day' : 'unclear_length', choices: each.length > 0 ? each : chosen(piece.rules, { ...around, moments: [], length: null, times: null }, context, spans) };
};

interface Scene {
  tokens: readonly Token[];
  pieces: readonly Piece[];
  clusters: readonly Cluster[];
  context: TimeContext;
  placeOf: (stretch: Stretch) => Place;
  spansOf: (stretches: readonly Stretch[]) => Span[];
}

/**
 * "the weekly report" names a report; "weekly report" may be a name or a wish, unless the
 * message says how often elsewhere.
 */
const sortOut = ({ pieces, tokens, placeOf }: Scene): { repeats: Repeat[]; doubtful: Repeat | null; names: Stretch[] } => {
  const all = pieces.filter(isRepeat);
  const adjectives = all.filter((piece) => isAdjective(piece, placeOf(piece)));
  const repeats = all.filter((piece) => !adjectives.includes(piece));
  const doubtful = repeats.length > 0 ? undefined : adjectives.find(({ at, next }) => !determiners.has(tokens[at - 1]?.text ?? '') || kinds.has(tokens[next]?.text ?? ''));
  return { repeats, doubtful: doubtful ?? null, names: adjectives.filter((piece) => piece !== doubtful) };
};

const alone: Around = { moments: [], length: null, times: null, isAfterCompletion: false };

const weekdayOf = (day: Day): number | null => (day.is === 'weekday' && day.which === 'coming' ? day.weekday : null);

/** "mon-fri" within one week; null for any other stretch of days. */
const weekdaysOf = ([one, two]: readonly [Day, Day]): number[] | null => {
  const [from, to] = [weekdayOf(one), weekdayOf(two)];
  return from === null || to === null || from >= to ? null : Array.from({ length: to - from + 1 }, (_, index) => from + index);
};

const pointsOf = (expression: Expression): Point[] => {
  if (expression.kind === 'ambiguous') return expression.readings.filter((one) => one.kind === 'point');
  return expression.kind === 'point' ? [expression] : [];
};

/**
 * "team standup mon-fri 9:15": may mean each of these days, or a single stretch of them, of
 * which the first day is offered.
 */
const ofWeekdays = ({ pieces, clusters, context, spansOf }: Scene): { expression: Ambiguous; used: Stretch[] } | null => {
  const [range, other] = pieces.filter((piece) => piece.is === 'days');
  const weekdays = range === undefined || other !== undefined ? null : weekdaysOf(range.days);
  const [cluster] = clusters;
  if (weekdays === null || clusters.length !== 1 || cluster!.moment.clock === null) return null;
  const used = [range!, ...cluster!.stretches].sort((one, two) => one.at - two.at);
  const spans = spansOf(used);
  const each = chosen([every('WEEKLY', byDays(weekdays))], { ...alone, moments: [cluster!.moment] }, context, spans);
  const first = momentExpression({ moment: { ...cluster!.moment, day: range!.days[0] }, stretches: [] }, spans, context);
  return { expression: { kind: 'ambiguous', spans, reason: 'repetition', readings: [...each, ...pointsOf(first)] }, used };
};

/**
 * Puts a repetition together from all parts of a message; `expression` is null if there is
 * none, and `names` are words of repetition that belong to a title.
 */
export const readRepetition = (scene: Scene): Repeating => {
  const { pieces, clusters, context, spansOf } = scene;
  const { repeats, doubtful, names } = sortOut(scene);
  const [first] = repeats;
  if (first === undefined) {
    if (doubtful === null) return { ...(ofWeekdays(scene) ?? { expression: null, used: [] }), names };
    const spans = spansOf([doubtful]);
    return { expression: { kind: 'suspect', spans, looks_like: 'repetition', reading: expressionOf(doubtful, alone, context, spans) }, used: [doubtful], names };
  }
  const { around, used } = aroundOf(pieces, clusters);
  const all = [...repeats, ...used].sort((one, two) => one.at - two.at);
  const spans = spansOf(all);
  if (repeats.length === 1) return { expression: expressionOf(first, around, context, spans), used: all, names };
  const choices = repeats.flatMap((piece) => (piece.is === 'every' ? chosen(piece.rules, { ...around, moments: [] }, context, spans) : []));
  return { expression: { kind: 'unruly', spans, reason: 'unclear_length', choices }, used: all, names };
};
