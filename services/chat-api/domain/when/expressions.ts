import type { Cluster } from './clusters.ts';
import { between, type PeriodSaid } from './period-rules.ts';
import type { Piece } from './pieces.ts';
import { pointOf, readingsOf } from './resolve.ts';
import type { Expression, Span, TimeContext } from './types.ts';
import { wallOf } from './wall.ts';

/** The moment that a cluster names, with the spans that name it. */
export const momentExpression = ({ moment }: Cluster, spans: readonly Span[], context: TimeContext): Expression => {
  const { dues, reason } = readingsOf(moment, context);
  const [first, ...others] = dues.map((due) => pointOf(moment, due, spans));
  if (first === undefined) return { kind: 'suspect', spans, looks_like: 'time', reading: null };
  return others.length === 0 ? first : { kind: 'ambiguous', spans, reason, readings: [first, ...others].map((one) => ({ ...one, either_half: false })) };
};

const periodExpression = (period: PeriodSaid, spans: readonly Span[], context: TimeContext): Expression => {
  const { today } = wallOf(context);
  const range = period({ today, from: today });
  if (range === null) return { kind: 'suspect', spans, looks_like: 'time', reading: null };
  const { due, ...dates } = range;
  return { kind: 'period', spans, ...dates, due_local: due[0] ?? null, due_choices: due };
};

const inDoubt = (expression: Expression): Expression => ({ kind: 'suspect', spans: expression.spans, looks_like: 'time', reading: expression });

const ofPeriod = ({ isVague, isOfLists }: Extract<Piece, { is: 'period' }>, expression: Expression, asksForList: boolean): Expression | null => {
  if (asksForList) return expression;
  if (isOfLists) return null;
  return isVague ? inDoubt(expression) : expression;
};

/**
 * What a piece means that no moment, repetition or reminder has taken; null if it means
 * nothing by itself.
 */
export const plainExpression = (piece: Piece, spans: readonly Span[], { context, asksForList }: { context: TimeContext; asksForList: boolean }): Expression | null => {
  switch (piece.is) {
    case 'duration':
      return { kind: 'duration', spans, ...piece.length };
    case 'vague_time':
      return { kind: 'suspect', spans, looks_like: 'time', reading: null };
    case 'vague_repetition':
      return { kind: 'suspect', spans, looks_like: 'repetition', reading: null };
    case 'period':
      return ofPeriod(piece, periodExpression(piece.period, spans, context), asksForList);
    case 'days':
      return periodExpression(between(...piece.days), spans, context);
    default:
      return null;
  }
};
