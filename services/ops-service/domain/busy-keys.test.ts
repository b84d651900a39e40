import { describe, expect, it } from 'vitest';
import { busyKeysOf, learnMixes, type Mixes, type ToldMix } from './busy-keys.ts';

const none: Mixes = new Map();
const told = (partition: number, counts: number[], more: Partial<ToldMix> = {}): ToldMix => ({
  consumer: 'audit-service', topic: 'audit-log', partition,
  keys: { events: counts.reduce((sum, count) => sum + count, 0), squares: counts.reduce((sum, count) => sum + count ** 2, 0) }, ...more,
});
const busyKeys = (...mixes: ToldMix[]): number | undefined => busyKeysOf(learnMixes(none, mixes, 0, 1_000)).get('audit-log');

describe('busy keys', () => {
  it('are the keys where all are alike, over all partitions', () => expect(busyKeys(told(0, [5, 5, 5]), told(1, [5]))).toBe(4));

  it('are hardly more than one where one user brings nearly everything', () =>
    expect(busyKeys(told(0, [9_000]), told(1, Array.from({ length: 1_000 }, () => 1)))).toBeLessThan(1.3));

  it('are those that the consumer saw that saw most', () =>
    expect(busyKeys(told(0, [1, 1, 1]), told(0, [1], { consumer: 'just-started' }))).toBe(3));

  it('are not known of a consumer that does not count them, and not of one that has been silent for long', () => {
    expect(busyKeys(told(0, [], { keys: undefined }))).toBeUndefined();
    const before = learnMixes(none, [told(0, [1, 1])], 0, 1_000);
    expect(busyKeysOf(learnMixes(before, [], 999, 1_000)).get('audit-log')).toBe(2);
    expect(busyKeysOf(learnMixes(before, [], 1_000, 1_000)).size).toBe(0);
  });
});
