import { describe, expect, it } from 'vitest';
import { backoffMs, triesPerRound } from './backoff.ts';

const middle = 0.5;

describe('backoffMs', () => {
  it('doubles between the four tries of a round', () => {
    expect([1, 2, 3].map((failures) => backoffMs(failures, middle))).toEqual([200, 400, 800]);
  });

  it('waits longer between rounds, but never longer than five seconds and a quarter of it', () => {
    expect(backoffMs(triesPerRound, middle)).toBe(1_000);
    expect(backoffMs(2 * triesPerRound, middle)).toBe(2_000);
    for (let failures = 1; failures < 100; failures++) expect(backoffMs(failures, 0.999)).toBeLessThanOrEqual(6_250);
  });

  it('spreads by a quarter in both directions', () => {
    expect(backoffMs(1, 0)).toBe(150);
    expect(backoffMs(1, 1)).toBe(250);
  });
});
