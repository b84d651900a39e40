import { describe, expect, it } from 'vitest';
import type { AlertKind } from '#contracts/http/ops/alerts';
import type { TopicLoad } from '#contracts/http/ops/lag';
import type { Facts, Limits, OpenGroup, OutboxFacts } from './alert-facts.ts';
import { check } from './alert-rules.ts';
import type { ConsumerReport, LagReport } from './lag-report.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
const limits: Limits = { lag: 1_000, lagByConsumer: new Map([['audit-service', 5_000]]), errorRate: 0.01, skew: 0.2, outboxAgeSeconds: 60, expectTraffic: null };
const lag = (more: Partial<LagReport> = {}): LagReport => ({ measured_at: '2026-03-01T11:59:58.000Z', stale: false, reason: null, groups: [], topics: [], standing: [], foreign: [], rebalancing: [], ...more });
const facts = (more: Partial<Facts> = {}): Facts => ({ now: noon, groups: [], together: false, lag: lag(), clocks: [], outboxes: [], ...more });
const consumer = (more: Partial<ConsumerReport> = {}): ConsumerReport => ({
  consumer: 'reminder-service', topic: 'task-events', lag: 0, committed_lag: 0, partitions: [], oldest_seconds: null, oldest_is_older: false, rate_per_second: 5, error_rate: 0, ...more,
});
const topic = (more: Partial<TopicLoad> = {}): TopicLoad => ({ topic: 'task-events', rate_per_second: 5, partitions: [], skew: 0, ...more });
const outbox = (more: Partial<OutboxFacts> = {}): OutboxFacts => ({ service: 'chat-api', reachable: true, waiting: 0, parked: 0, oldest_age: 0, ...more });
const group = (more: Partial<OpenGroup> = {}): OpenGroup => ({
  fingerprint: 'f1', consumer: 'notification-service', event_type: 'task.created', reason: 'handler_failed', message: 'no mail', count: 12,
  first_failed_at: new Date(noon - 1_000), last_failed_at: new Date(noon), ...more,
});

const found = (more: Partial<Facts>, other: Partial<Limits> = {}): [AlertKind, string][] =>
  check(facts(more), { ...limits, ...other }).bad.map(({ kind, subject }) => [kind, subject]);
const inLag = (groups: ConsumerReport[], topics: TopicLoad[] = []): Partial<Facts> => ({ lag: lag({ groups, topics }) });

const noClockTold = { kind: 'clock_stopped', subject: null, except: [] };

describe('what is wrong', () => {
  it('is nothing when all is well', () => {
    const well = { ...inLag([consumer({ lag: 1_000, error_rate: 0.01 })], [topic({ skew: 0.2 })]), outboxes: [outbox({ waiting: 9, oldest_age: 60 })] };
    expect(check(facts(well), limits)).toEqual({ bad: [], unknown: [noClockTold] });
  });

  it('leads to the thing itself', () => {
    const wrong = { ...inLag([consumer({ lag: 1_001, error_rate: 0.5 })], [topic({ skew: 0.5 })]), outboxes: [outbox({ oldest_age: 61 })] };
    expect(check(facts(wrong), limits).bad.map(({ kind, path }) => [kind, path])).toEqual([
      ['consumer_lag', '/ops/lag?consumer=reminder-service&topic=task-events'], ['error_rate', '/ops/lag?consumer=reminder-service'],
      ['partition_skew', '/ops/lag?topic=task-events'], ['outbox_age', '/ops/outbox?service=chat-api'],
    ]);
  });

  it('is a group of dead letters, with all that a mail has to say', () => {
    const [finding] = check(facts({ groups: [group()] }), limits).bad;
    expect(finding).toMatchObject({
      kind: 'dead_letters', subject: 'f1', severity: 'error', latest: '2026-03-01T12:00:00.000Z', path: '/ops/dead-letters?group=f1',
      summary: '12 events of type task.created could not be handled by notification-service (handler_failed)',
      details: { count: 12, consumer: 'notification-service', event_type: 'task.created', reason: 'handler_failed', message: 'no mail' },
    });
    const [unknown] = check(facts({ groups: [group({ consumer: '', event_type: null, count: 1, reason: 'malformed' })] }), limits).bad;
    expect(unknown!.summary).toBe('1 event of type unknown could not be handled by an unknown consumer (malformed)');
  });

  it('is one alert for many groups, with the largest of them, and stays one until the last is dealt with', () => {
    const groups = Array.from({ length: 30 }, (_, i) => group({ fingerprint: `f${i}`, count: i + 1 }));
    const [finding, ...more] = check(facts({ groups }), limits).bad;
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ kind: 'dead_letters', subject: 'many', summary: '465 events of 30 groups could not be handled', command: 'groups' });
    expect(Object.keys(finding!.details)).toEqual(['groups', 'count', ...Array.from({ length: 10 }, (_, i) => `f${29 - i}`)]);
    expect(check(facts({ groups }), limits).unknown).toContainEqual({ kind: 'dead_letters', subject: null, except: ['many'] });
    expect(found({ groups: groups.slice(0, 1), together: true })).toEqual([['dead_letters', 'many']]);
    expect(found({ groups: [], together: true })).toEqual([]);
    expect(found({ groups: groups.slice(0, 5) })).toHaveLength(5);
  });

  it('is a consumer over its limit of lag, its own where it has one', () => {
    const behind = inLag([consumer({ lag: 1_001 }), consumer({ consumer: 'audit-service', topic: 'audit-log', lag: 5_000 })]);
    expect(found(behind)).toEqual([['consumer_lag', 'reminder-service/task-events']]);
    expect(found(behind, { lagByConsumer: new Map() })).toHaveLength(2);
  });

  it('is a consumer whose tries fail, once for all its topics', () =>
    expect(found(inLag([consumer({ error_rate: 0.02 }), consumer({ topic: 'reminders', error_rate: 0.02 }), consumer({ consumer: 'quiet', error_rate: null })]))).toEqual([
      ['error_rate', 'reminder-service'],
    ]));

  it('is a consumer that does not get past an event, with the command that takes it out', () => {
    const standing = [{ consumer: 'reminder-service', topic: 'task-events', partition: 1, offset: 12, since: noon - 60_000, starts: 4 }];
    expect(check(facts({ lag: lag({ standing }) }), limits).bad).toMatchObject([
      {
        kind: 'consumer_stuck', subject: 'reminder-service/task-events/1', severity: 'error', command: 'skip task-events 1 12 --consumer reminder-service',
        summary: 'reminder-service does not get past offset 12 of task-events, partition 1: its sidecar has started 4 times there',
      },
    ]);
  });

  it('is a topic whose partitions are filled unevenly', () =>
    expect(found(inLag([], [topic({ skew: 0.21 }), topic({ topic: 'reminders', skew: null })]))).toEqual([['partition_skew', 'task-events']]));

  it('is an outbox that is too old, or holds what the broker refused', () =>
    expect(found({ outboxes: [outbox({ oldest_age: 61, parked: 2 })] })).toEqual([['outbox_age', 'chat-api'], ['outbox_parked', 'chat-api']]));

  it('is a clock that stands still', () =>
    expect(found({ clocks: [{ service: 's', clock: 'a', ticked_at: '2026-03-01T11:58:59.000Z' }, { service: 's', clock: 'b', ticked_at: '2026-03-01T11:59:30.000Z' }] })).toEqual([
      ['clock_stopped', 's/a'],
    ]));
});

describe('silence', () => {
  const quiet = inLag([], [topic({ rate_per_second: 0.4 }), topic({ topic: 'reminders', rate_per_second: 0 })]);
  it.each([
    [null, 12, false], [{ from: 8, to: 18 }, 12, true], [{ from: 8, to: 18 }, 18, false], [{ from: 8, to: 18 }, 8, true],
    [{ from: 22, to: 6 }, 23, true], [{ from: 22, to: 6 }, 5, true], [{ from: 22, to: 6 }, 12, false], [{ from: 0, to: 24 }, 3, true],
  ])('where traffic is expected in %j, at %i o’clock UTC: %s', (expectTraffic, hour, isWrong) => {
    const now = Date.parse(`2026-03-01T${String(hour).padStart(2, '0')}:00:00Z`);
    expect(found({ ...quiet, now }, { expectTraffic })).toEqual(isWrong ? [['silence', 'task-events']] : []);
  });

  it('is not reported if the rate is unknown, and not for a slow stream', () => {
    const always = { expectTraffic: { from: 0, to: 24 } };
    expect(found(inLag([], [topic({ rate_per_second: null })]), always)).toEqual([]);
    expect(found(inLag([], [topic({ rate_per_second: 1 })]), always)).toEqual([]);
  });
});

describe('what is unknown', () => {
  it('is everything about consumers and clocks while the broker does not answer, which is wrong itself', () => {
    const gone = lag({ stale: true, reason: 'the broker does not answer: refused', groups: [consumer({ lag: 9_999 })] });
    const clocks = [{ service: 's', clock: 'a', ticked_at: '2026-03-01T10:00:00.000Z' }];
    const { bad, unknown } = check(facts({ lag: gone, clocks }), limits);
    expect(bad).toMatchObject([{ kind: 'broker_unreachable', summary: 'the broker does not answer: refused' }]);
    expect(unknown.map(({ kind }) => kind)).toEqual(['consumer_lag', 'consumer_stuck', 'error_rate', 'partition_skew', 'silence', 'clock_stopped']);
  });

  it('is the same before the first measurement, and whether the broker answers', () => {
    const { bad, unknown } = check(facts({ lag: lag({ measured_at: null }) }), limits);
    expect(bad).toEqual([]);
    expect(unknown.map(({ kind }) => kind)).toEqual(['consumer_lag', 'consumer_stuck', 'error_rate', 'partition_skew', 'silence', 'broker_unreachable', 'clock_stopped']);
  });

  it('is the outbox of a service that does not answer', () => {
    const { bad, unknown } = check(facts({ outboxes: [outbox({ reachable: false, waiting: null, parked: null, oldest_age: null }), outbox({ service: 'audit-service', parked: 1 })] }), limits);
    expect(bad.map(({ subject }) => subject)).toEqual(['audit-service']);
    expect(unknown).toEqual([{ kind: 'outbox_age', subject: 'chat-api' }, { kind: 'outbox_parked', subject: 'chat-api' }, noClockTold]);
  });

  it('is a clock that nobody has reported', () => {
    const clocks = [{ service: 's', clock: 'a', ticked_at: '2026-03-01T11:59:59.000Z' }];
    expect(check(facts({ clocks }), limits).unknown).toEqual([{ kind: 'clock_stopped', subject: null, except: ['s/a'] }]);
  });
});
