import { expect, it } from 'vitest';
import { standingOf, watchStanding, type Watches } from './standing.ts';

const groups = (handled: number, lag = 9) => [
  { consumer: 'audit-service', topic: 'audit-log', lag, committed_lag: lag, partitions: [{ partition: 2, end: handled + lag, committed: handled, handled, lag, committed_lag: lag }] },
];
const members = (...names: string[]) => new Map([['audit-service', names]]);

it('a consumer that is stuck at one offset while its clients come and go is reported with its place', () => {
  let seen: Watches = new Map();
  for (const [i, name] of ['a', 'b', 'b', 'c', 'd'].entries()) seen = watchStanding(seen, i * 1_000, groups(7), members(name));
  expect(standingOf(seen)).toEqual([{ consumer: 'audit-service', topic: 'audit-log', partition: 2, offset: 7, since: 0, starts: 3 }]);
});

it.each<[string, (i: number) => [number, number, string]]>([
  ['moves on', (i) => [i, 9, `m${i}`]],
  ['has nothing more to do', (i) => [7, 0, `m${i}`]],
  ['is slow and stays as it is', () => [7, 9, 'm']],
])('one that %s is not', (_what, at) => {
  let seen: Watches = new Map();
  for (let i = 0; i < 9; i++) {
    const [handled, lag, member] = at(i);
    seen = watchStanding(seen, i, groups(handled, lag), members(member));
  }
  expect(standingOf(seen)).toEqual([]);
});

it('replicas that were there at first are no starts', () => {
  const first = watchStanding(new Map(), 0, groups(7), members('a', 'b', 'c', 'd'));
  expect(standingOf(watchStanding(first, 1, groups(7), members('a', 'b', 'c', 'd')))).toEqual([]);
});
