import { expect, it } from 'vitest';
import { thursday } from '../../testing/time-tables.ts';
import { findPieces } from './pieces.ts';
import { readTimes } from './read-times.ts';
import { mostTokens, tokenise } from './tokens.ts';

const repeated = ['tomorrow ', 'every day at 8 ', '10 to 12 ', 'monday or ', '1:', '31/', 'in 5 ', 'first and ', '30 minutes and ', 'every 31st of feb ', 'yearly on feb 30 ', '9am New York time ', 'friday the 13th ', 'a/', '"', '🎉'];

it.each(repeated)('reads no more of "%s", over and over, than a person would write', (words) => {
  const message = words.repeat(Math.ceil(10_000 / words.length)).slice(0, 10_000);
  expect(findPieces(tokenise(message), () => false).length).toBeLessThanOrEqual(16);
  expect(readTimes(message, thursday).expressions.length).toBeLessThanOrEqual(40);
});

it('asks about words of time past its limit', () => {
  const { expressions } = readTimes('tomorrow '.repeat(30), thursday);
  expect(expressions.some(({ kind }) => kind === 'suspect')).toBe(true);
});

it.each(repeated)('looks at the tokens of "%s", over and over, a bounded number of times', (words) => {
  const tokens = tokenise(words.repeat(Math.ceil(10_000 / words.length)));
  let looks = 0;
  const counted = new Proxy(tokens, { get: (all, name) => ((looks += /^\d+$/.test(String(name)) ? 1 : 0), Reflect.get(all, name) as unknown) });
  findPieces(counted, () => false);
  expect(tokens.length).toBeLessThanOrEqual(mostTokens);
  expect(looks).toBeLessThanOrEqual(200 * mostTokens);
});
