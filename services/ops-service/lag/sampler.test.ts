import { expect, describe, it } from 'vitest';
import type { Progress } from '#platform/delivery/progress';
import type { Broker, BrokerState } from './broker.ts';
import { createLagSampler, type SamplerOptions } from './sampler.ts';

const state = (end: number, committed: number): BrokerState => ({
  logs: [{ topic: 'task-events', partition: 0, start: 0, end }],
  members: new Map(),
  rebalancing: [],
  commits: [{ consumer: 'audit', topic: 'task-events', partition: 0, committed }],
});
const told = (offset: number, ticked_at?: string): Map<string, Progress> =>
  new Map([['audit', { partitions: [{ topic: 'task-events', partition: 0, offset }], clocks: ticked_at === undefined ? [] : [{ name: 'held', ticked_at }] }]]);
const refused = new AggregateError([new Error('Cannot connect to any broker.', { cause: new Error('Connection to kafka:9092 failed.') })], 'metadata failed 2 times.');

/** A sampler that a test feeds second by second. */
const sampler = (more: Partial<SamplerOptions> = {}) => {
  const world: { now: number; state: BrokerState | Error; told: Map<string, Progress> } = { now: 0, state: state(0, 0), told: new Map() };
  const broker: Broker = {
    groups: async () => ['audit'],
    read: async () => {
      if (world.state instanceof Error) throw world.state;
      return world.state;
    },
    close: async () => undefined,
  };
  const lag = createLagSampler({
    broker, askProgress: async () => world.told, countFailures: async () => new Map([['audit', 2]]), now: () => world.now, minTries: 10, minSkewKeys: 2, watched: new Set(['audit']), ...more,
  });
  const at = async (seconds: number, broker: BrokerState | Error, answers = new Map<string, Progress>()) => {
    Object.assign(world, { now: seconds * 1_000, state: broker, told: answers });
    await lag.sample().catch(() => undefined);
    return lag.report();
  };
  return { lag, at };
};

describe('the lag sampler', () => {
  it('says at first that nothing has been measured', () =>
    expect(sampler().lag.report()).toEqual({ measured_at: null, stale: false, reason: 'nothing has been measured yet', groups: [], topics: [], standing: [], foreign: [], rebalancing: [] }));

  it('tells lag at once, and rates from the second sample on', async () => {
    const { at } = sampler();
    expect(await at(0, state(10, 0), told(4))).toMatchObject({ stale: false, groups: [{ lag: 6, committed_lag: 10, rate_per_second: null, error_rate: null }] });
    expect(await at(10, state(50, 4), told(44))).toMatchObject({ groups: [{ lag: 6, rate_per_second: 4, error_rate: 0.0476 }], topics: [{ rate_per_second: 4 }] });
  });

  it('tells how long the oldest event waits, and keeps an hour', async () => {
    const { lag, at } = sampler();
    await at(0, state(10, 10), told(10));
    await at(30, state(20, 10), told(10));
    expect(await at(70, state(25, 12), told(12))).toMatchObject({ groups: [{ lag: 13, oldest_seconds: 40, oldest_is_older: false }] });
    expect(lag.hour().minutes.map(({ came }) => came.get('task-events'))).toEqual([10, 5]);
  });

  it('keeps the last sample with its time while the broker does not answer, and says why', async () => {
    const { at } = sampler();
    await at(1, state(10, 3));
    expect(await at(6, refused)).toMatchObject({
      measured_at: '1970-01-01T00:00:01.000Z', stale: true, reason: 'the broker does not answer: metadata failed 2 times: Cannot connect to any broker: Connection to kafka:9092 failed', groups: [{ lag: 7 }],
    });
    expect(await at(11, state(10, 10))).toMatchObject({ stale: false, reason: null, groups: [{ lag: 0 }] });
  });

  it('goes on without error rates while failures cannot be counted', async () => {
    const { at } = sampler({ countFailures: () => Promise.reject(new Error('no database')) });
    await at(0, state(0, 0));
    expect(await at(10, state(20, 20))).toMatchObject({ stale: false, groups: [{ error_rate: null, rate_per_second: 2 }] });
  });

  it('keeps the latest tick of each clock, whichever replica answers', async () => {
    const { lag, at } = sampler();
    await at(0, state(0, 0), told(0, '2026-01-01T00:00:05.000Z'));
    await at(5, state(0, 0), told(0, '2026-01-01T00:00:01.000Z'));
    expect(lag.clocks()).toEqual([{ service: 'audit', clock: 'held', ticked_at: '2026-01-01T00:00:05.000Z' }]);
  });
});
