import { isDueLocal } from '../due.ts';
import { as, digits, glued, inTurn, longest, maybe, say, type Rule } from './grammar.ts';
import { tokenise, type Token } from './tokens.ts';
import type { Expression, Point, TimeContext, TimeReading } from './types.ts';

const two = (least: number, most: number): Rule<string> => as(digits(least, most, { min: 2, max: 2 }), (value) => String(value).padStart(2, '0'));

const isoDay: Rule<string> = as(
  inTurn(digits(1900, 2199, { min: 4, max: 4 }), glued(say('-')), glued(two(1, 12)), glued(say('-')), glued(two(1, 31))),
  ([year, , month, , day]) => `${year}-${month}-${day}`,
);
const isoTime: Rule<string> = as(inTurn(longest(glued(say('t')), maybe(say('at'))), two(0, 23), glued(say(':')), glued(two(0, 59))), ([, hour, , minute]) => `T${hour}:${minute}`);
const isoPoint: Rule<string> = as(inTurn(isoDay, maybe(isoTime)), ([day, time]) => (isDueLocal(`${day}${time ?? ''}`) ? `${day}${time ?? ''}` : null));

const readAt = (tokens: readonly Token[], at: number, today: string): { point: Point; next: number } | null => {
  const match = isoPoint(tokens, at);
  if (match === null) return null;
  const due_local = match.value;
  const spans = [{ from: tokens[at]!.from, to: tokens[match.next - 1]!.to }];
  const point: Point = {
    kind: 'point', spans, due_local, day_given: true, time_given: due_local.includes('T'), bound: 'on', bound_given: false, foreign_zone: null, relative: false, note: due_local < today ? 'past' : null, ends_local: null,
  };
  return { point, next: match.next };
};

/** All that a message says about when, how often and how long. */
export const readTimes = (message: string, context: TimeContext): TimeReading => {
  const tokens = tokenise(message);
  const expressions: Expression[] = [];
  for (let at = 0; at < tokens.length; ) {
    const found = readAt(tokens, at, context.now.slice(0, 10));
    if (found !== null) expressions.push(found.point);
    at = found?.next ?? at + 1;
  }
  return { expressions };
};
