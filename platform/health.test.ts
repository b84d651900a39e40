import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { createHealth, settleDeliveries } from './health.ts';

const standStill = (ms: number): void => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

describe('settleDeliveries', () => {
  it('is red after the start, then green, and red again after the process stood still', async () => {
    const health = createHealth();
    const settling = settleDeliveries(health);
    expect(health.problems()['settling']).toMatch(/^started/);
    await expect.poll(() => health.problems(), { timeout: 10_000 }).toEqual({});
    standStill(1_100);
    await expect.poll(() => health.problems()['settling'], { timeout: 2_000 }).toMatch(/^stood still for 1\d\d\d ms/);
    settling.stop();
  }, 20_000);
});
