import { expect, it } from 'vitest';
import type { Problem } from './problem.ts';
import { createUserLimit } from './user-limit.ts';

const statusOf = (work: () => void): number => {
  try {
    work();
    return 200;
  } catch (error) {
    return (error as Problem).status;
  }
};

it('refuses what is over the limit of one user, for the rest of the minute', () => {
  let now = 45_000;
  const limit = createUserLimit(2, () => now);
  expect([1, 2, 3].map(() => statusOf(() => limit('ada')))).toEqual([200, 200, 429]);
  expect(statusOf(() => limit('bob'))).toBe(200);
  now = 59_999;
  expect(statusOf(() => limit('ada'))).toBe(429);
  now = 60_000;
  expect(statusOf(() => limit('ada'))).toBe(200);
});

it('says when to try again', () => {
  const limit = createUserLimit(0, () => 45_000);
  expect(() => limit('ada')).toThrow(expect.objectContaining({ details: { detail: 'at most 0 a minute; try again in 15 s', headers: { 'retry-after': '15' } } }));
});
