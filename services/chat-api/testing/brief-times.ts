import { readTimes } from '../domain/when/read-times.ts';
import type { Ambiguous, Expression, Point, RemindAt, Repetition, Span, TimeContext } from '../domain/when/types.ts';

const pointWords = ({ due_local, bound, bound_given, note, ends_local, foreign_zone, origin }: Point): string =>
  [origin ? `from ${due_local}` : due_local, bound_given && bound !== 'on' ? bound : '', ends_local === null ? '' : `to ${ends_local}`, foreign_zone === null ? '' : `@${foreign_zone}`, note ?? ''].filter((word) => word !== '').join(' ');

const repetitionWords = ({ due_local, rule, mode }: Repetition): string => `${due_local} ${rule}${mode === 'completion' ? ' after completion' : ''}`;

const remindWords = (at: RemindAt): string => {
  if (at.how === 'before') return `${at.minutes} min before`;
  return at.how === 'at' ? at.due_local : `${at.days_before} days before at ${at.time}`;
};

const readings = ({ readings }: Ambiguous): string => readings.map((one) => (one.kind === 'point' ? pointWords(one) : repetitionWords(one))).join(' | ');

const words: { [K in Expression['kind']]: (one: Extract<Expression, { kind: K }>) => string } = {
  point: pointWords,
  period: ({ from, to, overdue }) => (overdue ? 'overdue' : `${from} .. ${to}`),
  duration: ({ months, days, minutes, direction }) => `for ${months}m ${days}d ${minutes}min${direction === null ? '' : ` ${direction}`}`,
  repetition: repetitionWords,
  unruly: ({ reason, choices }) => `${reason}: ${choices.map(repetitionWords).join(' | ')}`,
  reminder: ({ at }) => `remind ${at.map(remindWords).join(', ')}`,
  ambiguous: (one) => `either ${readings(one)}`,
  suspect: ({ reading }) => `ask ${reading === null ? 'when' : brief(reading)}`,
};

/** An expression in a few words, for tables. */
export const brief = (one: Expression): string => (words[one.kind] as (one: Expression) => string)(one);

/** What a message says about time in a few words, and what it leaves over. */
export const briefly = (message: string, context: TimeContext, claimed: readonly Span[] = []): { said: string; rest: string } => {
  const { expressions } = readTimes(message, context, claimed);
  const spans = expressions.filter(({ kind }) => kind !== 'suspect').flatMap((one) => one.spans).sort((one, two) => two.from - one.from);
  const rest = spans.reduce((text, { from, to }) => `${text.slice(0, from)} ${text.slice(to)}`, message);
  return { said: expressions.map(brief).join(' + '), rest: rest.replace(/\s+/g, ' ').trim() };
};
