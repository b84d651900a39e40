import { describe, expect, it } from 'vitest';
import { describeRecurrence } from '#contracts/recurrence-text';
import { createRandom } from '../../../test/helpers/random.ts';
import { normaliseRule } from './recurrence-rule.ts';

const next = createRandom(7);
const below = (limit: number): number => Math.floor(next() * limit);
const pick = <T>(values: readonly T[]): T => values[below(values.length)]!;
const some = (make: () => string): string => [...new Set(Array.from({ length: 1 + below(3) }, make))].join(',');

const weekday = (): string => pick(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']);
const nthWeekday = (): string => `${pick(['', '', '1', '2', '5', '-1', '-3', '+2'])}${weekday()}`;
const monthDay = (): string => `${pick(['', '-'])}${1 + below(31)}`;
const month = (): string => String(1 + below(12));
const day = (): string => `20${30 + below(5)}${String(1 + below(12)).padStart(2, '0')}${String(1 + below(28)).padStart(2, '0')}`;

const maybe = (name: string, make: () => string): string[] => (next() < 0.4 ? [`${name}=${make()}`] : []);

const partsOf: Record<string, () => string[]> = {
  DAILY: () => [],
  WEEKLY: () => [...maybe('BYDAY', () => pick([some(weekday), 'MO,TU,WE,TH,FR'])), ...maybe('WKST', () => pick(['MO', 'SU']))],
  MONTHLY: () => [...maybe('BYDAY', () => pick([some(nthWeekday), 'MO,TU,WE,TH,FR'])), ...maybe('BYMONTHDAY', () => some(monthDay)), ...maybe('BYSETPOS', () => some(monthDay))],
  YEARLY: () => [...partsOf['MONTHLY']!(), ...maybe('BYMONTH', () => some(month))],
};

const aRule = (): string => {
  const frequency = pick(Object.keys(partsOf));
  const end = pick([[], [`COUNT=${1 + below(40)}`], [`UNTIL=${day()}`], [`UNTIL=${day()}T${pick(['093000', '093015'])}`]]);
  return [`FREQ=${frequency}`, ...maybe('INTERVAL', () => String(1 + below(12))), ...partsOf[frequency]!(), ...end].join(';');
};

const sorted = (list: string): string => [...new Set(list.replaceAll('+', '').split(','))].sort().join(',');

/** What a rule means: the same for two that differ in the order of their lists, or in what is the default anyway. */
const meaning = (rule: string): string => {
  const { INTERVAL = '1', WKST = 'MO', ...rest } = Object.fromEntries(rule.split(';').map((part) => part.split('='))) as Record<string, string>;
  const weeks = rest['FREQ'] === 'WEEKLY' && INTERVAL !== '1' ? WKST : '';
  return JSON.stringify([INTERVAL, weeks, Object.entries(rest).map(([name, value]) => [name, sorted(value)]).sort()]);
};

const rules = Array.from({ length: 4_000 }, aRule);

describe('every rule that the API accepts', () => {
  it('has words, and none of the notation', () => {
    expect(rules.filter((rule) => normaliseRule(rule) !== rule)).toEqual([]);
    const words = rules.map(describeRecurrence);
    expect(words.filter((text) => !/^every [A-Za-z0-9 ,:]+$/.test(text) || /undefined|NaN|FREQ|[A-Z]{2}/.test(text))).toEqual([]);
  });

  it('has words of its own: the same words mean the same rule', () => {
    const meanings = new Map<string, string>(rules.map((rule) => [describeRecurrence(rule), meaning(rule)]));
    expect(rules.filter((rule) => meanings.get(describeRecurrence(rule)) !== meaning(rule))).toEqual([]);
    expect(meanings.size).toBeGreaterThan(2_000);
  });
});
