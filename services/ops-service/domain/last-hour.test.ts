import { describe, expect, it } from 'vitest';
import type { ConsumerLag } from './lag.ts';
import { addLook, flowOf, noHour, oldestOf, type LastHour } from './last-hour.ts';

const group = (end: number, handled: number): ConsumerLag => ({
  consumer: 'audit', topic: 'audit-log', lag: end - handled, committed_lag: end - handled,
  partitions: [{ partition: 0, end, committed: handled, handled, lag: end - handled, committed_lag: end - handled }],
});

/** The end of the log and how far it was handled, at so many seconds. */
const after = (...looks: [seconds: number, end: number, handled: number][]): LastHour =>
  looks.reduce((hour, [seconds, end, handled]) => addLook(hour, seconds * 1_000, { logs: [{ topic: 'audit-log', partition: 0, start: 0, end }], groups: [group(end, handled)] }), noHour);

describe('the oldest event that waits', () => {
  it('waits since the look that first saw it', () => {
    const hour = after([0, 10, 10], [5, 12, 10], [10, 20, 10], [60, 20, 11]);
    expect(oldestOf(hour, group(20, 10), 60_000)).toEqual({ oldest_seconds: 55, oldest_is_older: false });
    expect(oldestOf(hour, group(20, 15), 60_000)).toEqual({ oldest_seconds: 50, oldest_is_older: false });
  });

  it('is none where all is handled', () => expect(oldestOf(after([0, 10, 10]), group(10, 10), 5_000)).toBeNull());

  it('may be older than what was seen', () => {
    expect(oldestOf(after([0, 10, 3], [30, 10, 3]), group(10, 3), 30_000)).toEqual({ oldest_seconds: 30, oldest_is_older: true });
  });

  it('starts from nothing when a topic is recreated', () => {
    expect(oldestOf(after([0, 100, 100], [60, 4, 0]), group(4, 0), 65_000)).toEqual({ oldest_seconds: 5, oldest_is_older: true });
  });
});

describe('the last hour', () => {
  it('is a line of minutes: the most that a consumer was behind, and what came', () => {
    const { minutes } = after([0, 10, 10], [20, 40, 12], [40, 50, 49], [61, 55, 55]);
    expect(minutes.map(({ at, lags, came }) => [at, lags.get(flowOf({ consumer: 'audit', topic: 'audit-log' })), came.get('audit-log')])).toEqual([[0, 28, 40], [60_000, 0, 5]]);
  });

  it('is bounded', () => {
    const hour = after(...Array.from({ length: 1_000 }, (_, i): [number, number, number] => [i * 10, i, i]));
    expect(hour.minutes).toHaveLength(60);
    expect(hour.lengths.get('audit-log/0')!.length).toBeLessThanOrEqual(361);
  });
});
