import { describe, expect, it } from 'vitest';
import { attribute } from './attribute.ts';
import type { Arrival, FailedTry, Place } from './dead-letter.ts';

const here: Place = { topic: 'task-events', partition: 1, offset: '7' };
const there: Place = { ...here, offset: '9' };
const at = (at: number, place = here): Arrival => ({ place, at });
const tried = (consumer: string, at: number, attempt: number, place: Place | null = here): FailedTry => ({
  consumer, at, attempt, place, error_class: null, message: null, stack: null, build: 'b',
});
/** Four tries that end at an instant, as the sidecar makes them. */
const fourTries = (consumer: string, end: number, place = here): FailedTry[] =>
  [2_600, 2_050, 1_500, 0].map((before, i) => tried(consumer, end - before, i + 1, place));

const who = (arrivals: Arrival[], tries: FailedTry[]) => {
  const { consumers, unexplained } = attribute(arrivals, tries);
  return { consumers: [...consumers].sort(), unexplained: unexplained.map(({ at }) => at) };
};

describe('who dead-lettered an event', () => {
  it.each([
    ['nobody spoke', [at(10_000)], [], { consumers: [], unexplained: [10_000] }],
    ['one gave up', [at(10_000)], fourTries('a', 9_997), { consumers: ['a'], unexplained: [] }],
    ['its last report has not come yet', [at(10_000)], fourTries('a', 9_997).slice(0, 3), { consumers: ['a'], unexplained: [] }],
    ['another recovered', [at(10_000)], [...fourTries('a', 9_997), ...fourTries('b', 9_990).slice(0, 2)], { consumers: ['a'], unexplained: [] }],
    ['two gave up', [at(10_000), at(10_020)], [...fourTries('a', 9_997), ...fourTries('b', 10_018)], { consumers: ['a', 'b'], unexplained: [] }],
    ['two broke it off at once', [at(10_004), at(10_005)], [tried('a', 10_002, 1), tried('b', 10_001, 1)], { consumers: ['a', 'b'], unexplained: [] }],
    ['one gave up, the other never spoke', [at(10_000), at(10_020)], fourTries('a', 9_997), { consumers: ['a'], unexplained: [10_020] }],
    ['the other never spoke, before the first gave up', [at(8_000), at(10_000)], fourTries('a', 9_997), { consumers: ['a'], unexplained: [8_000] }],
    ['one gave up twice', [at(10_000), at(14_000)], [...fourTries('a', 9_997), ...fourTries('a', 13_997)], { consumers: ['a'], unexplained: [] }],
    ['the topic took the dead letter only after a second round', [at(22_000)], [...fourTries('a', 9_997), ...fourTries('a', 21_997)], { consumers: ['a'], unexplained: [] }],
    ['the tries were of another place', [at(10_000)], fourTries('a', 9_997, there), { consumers: [], unexplained: [10_000] }],
    ['a report says no place', [at(10_000)], [tried('a', 9_997, 1, null)], { consumers: ['a'], unexplained: [] }],
    ['the tries came after it', [at(10_000)], [tried('a', 12_000, 1)], { consumers: [], unexplained: [10_000] }],
    ['the tries were long before', [at(500_000)], fourTries('a', 9_997), { consumers: [], unexplained: [500_000] }],
    ['a replay failed too', [at(10_000), at(90_000, there)], [...fourTries('a', 9_997), ...fourTries('a', 89_997, there)], { consumers: ['a'], unexplained: [] }],
  ])('when %s', (_name, arrivals, tries, expected) => {
    expect(who(arrivals, tries)).toEqual(expected);
    expect(who(arrivals.toReversed(), tries.toReversed())).toEqual(expected);
  });
});
