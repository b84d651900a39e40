import { describe, expect, it } from 'vitest';
import { describeFlow, type FlowFacts } from './describe-flow.ts';
import type { LagReport } from './lag-report.ts';
import { noHour } from './last-hour.ts';

const report: LagReport = { measured_at: '2026-03-01T12:00:00.000Z', stale: false, reason: null, groups: [], topics: [], standing: [], foreign: [], rebalancing: [] };
const facts = (more: Partial<FlowFacts> = {}): FlowFacts => ({
  report, hour: noHour, limitOf: () => 100, services: [], outboxes: [], clocks: [], failed: new Map(), firing: [], ...more,
});
const warning = { severity: 'warning', summary: 'A is behind', path: '/ops/lag' } as const;
const error = { severity: 'error', summary: 'B has stopped', path: '/ops/outbox' } as const;

describe('the verdict', () => {
  it('is that all is well', () => expect(describeFlow(facts()).verdict).toMatchObject({ well: true, path: null, more: 0 }));
  it('is the worst of what is wrong, and how much else is', () =>
    expect(describeFlow(facts({ firing: [warning, error, warning] })).verdict).toEqual({ well: false, text: 'B has stopped', path: '/ops/outbox', more: 2 }));
  it('is no good news before the first look', () => expect(describeFlow(facts({ report: { ...report, measured_at: null } })).verdict.well).toBe(false));
});

describe('the picture', () => {
  it('has each service with its outbox and clocks, and each consumer with its failures', () => {
    const group = { consumer: 'a', topic: 't', lag: 3, committed_lag: 3, partitions: [], rate_per_second: 2, error_rate: null, oldest_seconds: 4, oldest_is_older: false };
    const hour = { lengths: new Map(), minutes: [{ at: 0, lags: new Map([['a t', 7]]), came: new Map([['t', 9]]) }] };
    const flow = describeFlow(facts({
      report: { ...report, groups: [group], topics: [{ topic: 't', rate_per_second: 1, partitions: [], skew: null }] }, hour, failed: new Map([['a', 5]]),
      services: [{ service: 'a', publishes: ['t'] }, { service: 'b', publishes: [] }],
      outboxes: [{ service: 'a', reachable: true, reason: null, waiting: 1, parked: 0, oldest_age: 2, parked_events: [], oldest_events: [] }],
      clocks: [{ service: 'b', clock: 'c', ticked_at: '2026-03-01T12:00:00.000Z' }, { service: 'b', clock: 'd', ticked_at: '2026-03-01T11:00:00.000Z' }],
    }));
    expect(flow.services).toEqual([
      { service: 'a', publishes: ['t'], outbox: { reachable: true, waiting: 1, parked: 0, oldest_age: 2 }, clocks: [] },
      { service: 'b', publishes: [], outbox: null, clocks: [{ clock: 'c', ticked_at: '2026-03-01T12:00:00.000Z', stopped: false }, { clock: 'd', ticked_at: '2026-03-01T11:00:00.000Z', stopped: true }] },
    ]);
    expect(flow.topics).toEqual([{ topic: 't', rate_per_second: 1, came: [9] }]);
    expect(flow.consumers).toMatchObject([{ consumer: 'a', lag: 3, limit: 100, oldest_seconds: 4, failed: 5, lags: [7] }]);
  });
});
