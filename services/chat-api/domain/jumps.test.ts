import { expect, it } from 'vitest';
import { jumpsOver } from './jumps.ts';

const backup = new Date('2026-11-26T12:00:00.000Z');
const after = (seconds: number) => jumpsOver(backup, new Date(backup.getTime() + seconds * 1_000));

it('a second return to a backup goes on above what was numbered since the first, at a hundred changes of a task a second', () => {
  for (const [first, second] of [[1, 2], [600, 4_200], [86_400, 90_000]] as const) {
    expect(after(second).version_jump).toBeGreaterThanOrEqual(after(first).version_jump + 100 * (second - first));
    expect(after(second).seq_jump).toBeGreaterThanOrEqual(after(first).seq_jump + 100_000 * (second - first));
  }
});

it('a return after a week leaves room for thirty more in the column of a version, and in what JavaScript counts exactly', () => {
  const { version_jump, seq_jump } = after(7 * 86_400);
  expect(31 * version_jump).toBeLessThan(2 ** 31);
  expect(31 * seq_jump).toBeLessThan(Number.MAX_SAFE_INTEGER);
});

it('a clock that is behind takes nothing away', () => expect(after(-60)).toEqual(after(0)));
