import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeRecurrence } from '#contracts/recurrence-text';
import { count, inOrder, maybe, month, monthDay, nothing, nthWeekday, ruleOf, some, weekday, workdays } from '../testing/any-rule.ts';
import { normaliseRule } from './recurrence-rule.ts';

const twoDigits = (max: number): fc.Arbitrary<string> => fc.integer({ min: 1, max }).map((n) => String(n).padStart(2, '0'));
const day = fc.tuple(fc.integer({ min: 2030, max: 2034 }), twoDigits(12), twoDigits(28)).map((parts) => parts.join(''));

const ofMonth = inOrder(
  maybe('BYDAY', fc.oneof(some(nthWeekday('', '', '1', '2', '5', '-1', '-3', '+2')), workdays)), maybe('BYMONTHDAY', some(monthDay)), maybe('BYSETPOS', some(monthDay)),
);
const rule = ruleOf(
  {
    DAILY: nothing,
    WEEKLY: inOrder(maybe('BYDAY', fc.oneof(some(weekday), workdays)), maybe('WKST', fc.constantFrom('MO', 'SU'))),
    MONTHLY: ofMonth,
    YEARLY: inOrder(ofMonth, maybe('BYMONTH', some(month))),
  },
  {
    interval: 12,
    end: fc.oneof(nothing, count(40), day.map((until) => [`UNTIL=${until}`]), fc.tuple(day, fc.constantFrom('093000', '093015')).map(([until, time]) => [`UNTIL=${until}T${time}`])),
  },
);

const sorted = (list: string): string => [...new Set(list.replaceAll('+', '').split(','))].sort().join(',');

/**
 * What a rule means: equal for two that differ only in the order of their lists, or in
 * spelling out a default.
 */
const meaning = (rule: string): string => {
  const { INTERVAL = '1', WKST = 'MO', ...rest } = Object.fromEntries(rule.split(';').map((part) => part.split('='))) as Record<string, string>;
  const weeks = rest['FREQ'] === 'WEEKLY' && INTERVAL !== '1' ? WKST : '';
  return JSON.stringify([INTERVAL, weeks, Object.entries(rest).map(([name, value]) => [name, sorted(value)]).sort()]);
};

describe('every rule that the API accepts', () => {
  it('has words, and none of the notation', () =>
    fc.assert(
      fc.property(rule, (text) => {
        expect(normaliseRule(text)).toBe(text);
        const words = describeRecurrence(text);
        expect(words).toMatch(/^every [A-Za-z0-9 ,:]+$/);
        expect(words).not.toMatch(/undefined|NaN|FREQ|[A-Z]{2}/);
      }),
      { numRuns: 3_000 },
    ));

  it('has words of its own: the same words mean the same rule', () => {
    const rules = fc.sample(rule, 4_000);
    const meanings = new Map<string, string>(rules.map((text) => [describeRecurrence(text), meaning(text)]));
    expect(rules.filter((text) => meanings.get(describeRecurrence(text)) !== meaning(text))).toEqual([]);
    expect(meanings.size).toBeGreaterThan(2_000);
  });
});
