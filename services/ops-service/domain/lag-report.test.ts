import { describe, expect, it } from 'vitest';
import { lagOf, type Commit, type PartitionLog } from './lag.ts';
import { describeLag, errorRate, type LagFacts } from './lag-report.ts';
import { growthOf, keepWindow, sampleOf, type Sample } from './lag-rates.ts';
import { skewOf } from './skew.ts';

const logsAt = (...ends: number[]): PartitionLog[] => ends.map((end, partition) => ({ topic: 'task-events', partition, start: 0, end }));
const commitsAt = (...committed: number[]): Commit[] => committed.map((committed, partition) => ({ consumer: 'audit', topic: 'task-events', partition, committed }));
const sampleAt = (seconds: number, ends: number[], committed: number[]): Sample =>
  sampleOf(seconds * 1_000, logsAt(...ends), lagOf(logsAt(...ends), commitsAt(...committed), new Map()));

const report = (samples: Sample[], more: Partial<LagFacts> = {}) => {
  const ends = [...samples.at(-1)!.ends.values()];
  const logs = logsAt(...ends);
  return describeLag({
    logs, groups: lagOf(logs, commitsAt(...samples.at(-1)!.handled.values()), new Map()),
    short: growthOf(samples, 60_000), long: growthOf(samples, 300_000), failures: new Map(), minTries: 100, busyKeys: new Map([['task-events', 500]]), minSkewKeys: 500, oldestOf: () => null, ...more,
  });
};

describe('rates', () => {
  it('are events a second over the last minute only', () => {
    const { groups, topics } = report([sampleAt(0, [0, 0], [0, 0]), sampleAt(100, [9_000, 0], [9_000, 0]), sampleAt(160, [9_060, 30], [9_030, 30])]);
    expect(topics).toMatchObject([{ rate_per_second: 1.5, partitions: [{ rate_per_second: 1, share: 0.6667 }, { rate_per_second: 0.5, share: 0.3333 }] }]);
    expect(groups).toMatchObject([{ rate_per_second: 1 }]);
  });

  it('are unknown before there are two samples', () => {
    expect(report([sampleAt(0, [5, 5], [5, 5])])).toMatchObject({ groups: [{ rate_per_second: null, error_rate: null }], topics: [{ rate_per_second: null, skew: null }] });
  });

  it('continue when a topic is recreated', () => {
    expect(report([sampleAt(0, [1_000], [1_000]), sampleAt(5, [0], [0]), sampleAt(10, [20], [10])])).toMatchObject({ topics: [{ rate_per_second: 2 }], groups: [{ rate_per_second: 1 }] });
  });

  it('do not take the jump of a new topic for events', () => {
    expect(report([sampleAt(0, [10], [10]), sampleAt(10, [20, 5_000], [20, 5_000])])).toMatchObject({ topics: [{ rate_per_second: 1 }] });
  });
});

it('a window keeps what it needs and no more', () => {
  const kept = [0, 5, 10].reduce<Sample[]>((samples, at) => keepWindow(samples, sampleAt(at, [0], [0]), 5_000), []);
  expect(kept.map(({ at }) => at)).toEqual([5_000, 10_000]);
});

describe('partition skew', () => {
  it.each([
    [[100, 100, 100], 0],
    [[160, 70, 70], 0.6],
    [[300, 0, 0], 2],
  ])('of %j is %d above the mean', (counts, skew) => expect(skewOf(counts)).toBeCloseTo(skew));

  it('is unknown if nothing came, or if there is one partition', () => {
    expect(skewOf([0, 0])).toBeNull();
    expect(skewOf([500])).toBeNull();
  });

  it('is unknown if few users cause the events, however many events there are', () => {
    const samples = [sampleAt(0, [0, 0], [0, 0]), sampleAt(100, [90_000, 0], [90_000, 0])];
    expect(report(samples)).toMatchObject({ topics: [{ skew: 1 }] });
    expect(report(samples, { busyKeys: new Map([['task-events', 499]]) })).toMatchObject({ topics: [{ skew: null }] });
    expect(report(samples, { busyKeys: new Map() })).toMatchObject({ topics: [{ skew: null }] });
  });

  it('is measured over the long window', () => {
    const { topics } = report([sampleAt(0, [0, 0], [0, 0]), sampleAt(200, [300, 100], [0, 0]), sampleAt(205, [300, 100], [0, 0])]);
    expect(topics).toMatchObject([{ skew: 0.5, partitions: [{ share: null }, { share: null }] }]);
  });
});

describe('the error rate', () => {
  it('is the share of all tries that failed, over all partitions of the consumer', () => {
    const samples = [sampleAt(0, [0, 0], [0, 0]), sampleAt(100, [150, 147], [150, 147])];
    expect(report(samples, { failures: new Map([['audit', 3]]) }).groups).toMatchObject([{ error_rate: 0.01 }]);
    expect(report(samples, { failures: new Map([['another', 3]]) }).groups).toMatchObject([{ error_rate: 0 }]);
    expect(report(samples, { failures: null }).groups).toMatchObject([{ error_rate: null }]);
  });

  it('is unknown if there were few tries', () => {
    expect(errorRate(4, 0, 100)).toBeNull();
    expect(errorRate(4, 96, 100)).toBe(0.04);
    expect(errorRate(0, 0, 0)).toBeNull();
  });
});
