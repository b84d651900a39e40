import { expect, it } from 'vitest';
import { retryAfterMs, retryDelayMs } from './retry.ts';

const now = Date.parse('2026-03-01T12:00:00Z');

it.each<[string | undefined, number]>([
  ['3600', 3_600_000], ['0', 0], ['Sun, 01 Mar 2026 12:10:00 GMT', 600_000], ['Sun, 01 Mar 2026 11:00:00 GMT', 0], ['999999999', 86_400_000], ['soon', 0], [undefined, 0],
])('Retry-After: %s is %i ms', (header, ms) => expect(retryAfterMs(header, now)).toBe(ms));

it('the waits of a day of tries grow to five minutes and no further', () => {
  expect([1, 2, 3, 8, 9, 300].map(retryDelayMs)).toEqual([2_000, 4_000, 8_000, 256_000, 300_000, 300_000]);
});
