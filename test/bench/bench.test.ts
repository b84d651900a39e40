import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments.ts';
import { openLoop } from './client/open-loop.ts';
import { familyOf } from './measure/cpu.ts';
import { slopeOf } from './measure/lag.ts';
import { figuresBetween, parseMetrics } from './measure/metrics.ts';
import { hottest } from './measure/profile.ts';
import { workPerTask } from './measure/statements.ts';
import { summary } from './stats.ts';

describe('the open loop', () => {
  /** A clock that is always past the next instant, so that nothing waits for time. */
  const racing = (): (() => number) => {
    let at = 0;
    return () => (at += 1_000);
  };

  it('sends the next request though none was answered', async () => {
    const answers: (() => void)[] = [];
    const { requests, heldBack } = await openLoop({ rate: 10, count: 3, atOnce: 10, now: racing() }, (n) =>
      new Promise<number>((resolve) => {
        answers.push(() => resolve(n));
        // Only the last one lets all of them go.
        if (n === 2) answers.forEach((answer) => answer());
      }),
    );
    expect(requests.map(({ answer }) => answer)).toEqual([0, 1, 2]);
    expect(heldBack).toBe(0);
  });

  it('counts what it holds back while too many are unanswered, and measures from the instant that was meant', async () => {
    const { requests, heldBack } = await openLoop({ rate: 1, count: 3, atOnce: 1, now: racing() }, () => new Promise((resolve) => void setImmediate(resolve)));
    expect(heldBack).toBe(2);
    expect(requests.map(({ due, sent, answered }) => [due < sent, sent < answered])).toEqual([[true, true]]);
  });
});

it('a part is its process and all that descend from it', () => {
  const parents = new Map([[1, 0], [2, 1], [3, 2], [4, 0]].map(([pid, parent]) => [pid!, { parent: parent! }]));
  expect(familyOf(1, parents)).toEqual([1, 2, 3]);
});

it('the trend of a lag is its growth a second', () => {
  expect(slopeOf([{ s: 0, worst: 5 }, { s: 1, worst: 7 }, { s: 2, worst: 9 }])).toBeCloseTo(2);
  expect(slopeOf([{ s: 0, worst: 5 }])).toBe(0);
});

it('figures of a service are what its metrics grew by', () => {
  const before = parseMetrics('# HELP x\noutbox_wave_events_count 10\noutbox_wave_events_sum 40\noutbox_wave_events_bucket{le="0"} 2\nevent_loop_active_seconds_total 1\nevent_loop_idle_seconds_total 9');
  const after = parseMetrics('outbox_wave_events_count 20\noutbox_wave_events_sum 70\noutbox_wave_events_bucket{le="0"} 6\nevent_loop_active_seconds_total 2\nevent_loop_idle_seconds_total 12\ndelivery_batch_events_sum{topic="a"} 8\ndelivery_batch_events_count{topic="a"} 2');
  expect(figuresBetween(before, after)).toEqual({
    loop_utilisation: 0.25, outbox_reads: 10, empty_reads: 4, events_per_wave: 5, deliveries: 2, events_per_delivery: 4, pool_wait_ms: null,
  });
});

it('the work of the database is counted by task, the dearest statement first', () => {
  const work = (calls: number, ms: number) => ({ statements: calls * 2, commits: calls, wal_bytes: 0, wal_syncs: 0, byText: new Map([['select\n 1', { calls, ms }], ['select 2', { calls, ms: ms * 2 }]]) });
  const { statements, transactions, top } = workPerTask(work(10, 1), work(30, 5), 10);
  expect([statements, transactions]).toEqual([4, 2]);
  expect(top).toEqual([{ query: 'select 2', calls_per_task: 2, ms_per_task: 0.8 }, { query: 'select 1', calls_per_task: 2, ms_per_task: 0.4 }]);
});

it('no samples have no percentile', () => {
  expect(summary([])).toEqual({ p50_ms: null, p99_ms: null, samples: 0 });
  expect(summary([3, 1, 2])).toEqual({ p50_ms: 2, p99_ms: 3, samples: 3 });
});

it('the command line has numbers above zero, and says which one has not', () => {
  expect(readArguments(['load', '--rate', '10', '--rate', '50'])).toMatchObject({ command: 'load', rates: [10, 50], seconds: 30 });
  expect(readArguments([]).command).toBe('all');
  expect(() => readArguments(['load', '--seconds', 'x'])).toThrow('--seconds must be a number above zero, not x');
  expect(() => readArguments(['load', '--profile', 'chat'])).toThrow('--profile must be one of chat-api,');
  expect(() => readArguments(['--raet', '10'])).toThrow('--raet');
});

it('a profile tells where a process was busy, its idle time left out', () => {
  const node = (id: number, functionName: string, url: string) => ({ id, callFrame: { functionName, url, lineNumber: 6 } });
  const nodes = [node(1, '(idle)', ''), node(2, 'parse', 'file:///x/node_modules/pg/lib/a.js'), node(3, '', 'file:///x/platform/b.ts')];
  expect(hottest({ nodes, samples: [1, 2, 3, 2], timeDeltas: [500, 30, 10, 60] }, 2)).toEqual([
    { where: 'parse node_modules/pg/lib/a.js:7', share: 0.9 },
    { where: '(anonymous) platform/b.ts:7', share: 0.1 },
  ]);
});
