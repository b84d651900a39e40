import { expect, it } from 'vitest';
import { nextStart } from './backoff.ts';

it('doubles the wait with each failure in a row, up to 30 s', () => {
  const waits = [0, 1, 2, 6, 40].map((failures) => nextStart(failures, 100).delayMs);
  expect(waits).toEqual([500, 1_000, 2_000, 30_000, 30_000]);
});

it('starts anew after a minute of life', () => expect(nextStart(7, 60_000)).toEqual({ delayMs: 500, failures: 1 }));
