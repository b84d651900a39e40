import fc from 'fast-check';
import rrule from 'rrule';
import { describe, expect, it } from 'vitest';
import { isDueLocal } from '../due.ts';
import { normaliseRule } from '../recurrence-rule.ts';
import { readTimes } from './read-times.ts';
import type { Expression, Point, Repetition, TimeContext } from './types.ts';

const words = [
  'add', 'to', 'on', 'at', 'by', 'from', 'until', 'for', 'in', 'of', 'the', 'and', 'or', 'every', 'other', 'each', 'monday', 'Friday', 'fri', 'sat', 'tomorrow', 'tonight', 'morning', 'evening', 'noon', 'midnight', 'next', 'last', 'this',
  'week', 'weeks', 'month', 'day', 'days', 'hour', 'minutes', 'half', 'an', 'a', 'two', '5', '10', '12', '17', '31', '2026', '9am', '5:30', '17:00', '05.12.2026', '5/12', '2026-12-05', '1st', '15th', 'first', 'third', 'may', 'december', 'feb',
  '29', 'EST', 'UTC+2', 'Tokyo', 'time', 'remind', 'me', 'before', 'later', 'earlier', 'after', 'I', 'finish', 'it', 'times', 'twice', 'daily', 'weekly', 'workday', 'tomorow', '#tag', '!high', '"', '“', '”', '\\', '\0', '\n', '😀', '\ud800', '(', ')', '-', ',', '.', ':', '/', 'للعشاء', '٣', 'ﬁ', 'éè', 'buy', 'bread',
];
const message = fc.oneof(
  fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 14 }).map((parts) => parts.join(' ')),
  fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 14 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Pacific/Apia', 'Pacific/Kiritimati', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'];
const clocks = ['2026-11-26T13:30:00.000Z', '2026-03-29T00:59:59.999Z', '2026-10-25T00:30:00.000Z', '2026-12-31T23:30:00.000Z', '2028-02-29T12:00:00.000Z', '2026-03-08T06:59:00.000Z', '2026-01-01T00:00:00.000Z'];
const context: fc.Arbitrary<TimeContext> = fc.record({
  now: fc.constantFrom(...clocks),
  time_zone: fc.constantFrom(...zones),
  date_order: fc.constantFrom('day_month' as const, 'month_day' as const, null),
});

const deep = (one: Expression): Expression[] => {
  if (one.kind === 'ambiguous') return [one, ...one.readings];
  if (one.kind === 'unruly') return [one, ...one.choices];
  return one.kind === 'suspect' && one.reading !== null ? [one, ...deep(one.reading)] : [one];
};
const all = (text: string, at: TimeContext): Expression[] => readTimes(text, at).expressions.flatMap(deep);

describe('any message', () => {
  const check = (holds: (text: string, at: TimeContext) => void): void => fc.assert(fc.property(message, context, holds), { numRuns: 3000 });

  it('is claimed in spans that lie in the text and never overlap', () =>
    check((text, at) => {
      const spans = readTimes(text, at).expressions.flatMap((one) => one.spans).sort((one, two) => one.from - two.from);
      let end = 0;
      for (const { from, to } of spans) {
        expect(from).toBeGreaterThanOrEqual(end);
        expect(to).toBeGreaterThan(from);
        end = to;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }));

  it('gives dates that the calendar has', () =>
    check((text, at) => {
      const dated = all(text, at).filter((one): one is Point | Repetition => one.kind === 'point' || one.kind === 'repetition');
      for (const { due_local } of dated) expect(isDueLocal(due_local)).toBe(true);
    }));

  it('gives rules that this system and the library accept', () =>
    check((text, at) => {
      for (const { rule } of all(text, at).filter((one) => one.kind === 'repetition')) {
        expect(normaliseRule(rule)).toBe(rule);
        expect(() => rrule.RRule.fromString(rule)).not.toThrow();
      }
    }));

  it('offers at least two readings where it says that there are several', () =>
    check((text, at) => {
      for (const { readings } of all(text, at).filter((one) => one.kind === 'ambiguous')) expect(new Set(readings.map((one) => JSON.stringify(one))).size).toBeGreaterThan(1);
    }));
});

const sure = ['tomorrow at 9am', 'on 2026-12-05 at 17:00', 'every weekday at 9:30 until december 18', 'in 3 minutes', 'by friday 5pm', 'on the 15th at 9am', 'every other tuesday', 'on the last workday of the month', 'tonight at 9'];
const meaningless = fc.array(fc.constantFrom('buy', 'bread', 'with', 'Anna', 'and', 'cheese', 'über', 'café', '🥛', 'the', 'big', 'house', '!', '(x)'), { maxLength: 6 }).map((parts) => parts.join(' '));

it('reads an expression the same whatever stands before it', () =>
  fc.assert(
    fc.property(fc.constantFrom(...sure), meaningless, context, (said, before, at) => {
      const bare = (one: Expression): unknown => ({ ...one, spans: [], ...('readings' in one && { readings: one.readings.map(bare) }) });
      expect(readTimes(`${before} buy bread ${said}`, at).expressions.map(bare)).toEqual(readTimes(said, at).expressions.map(bare));
    }),
    { numRuns: 1000 },
  ));
