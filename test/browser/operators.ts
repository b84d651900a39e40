import type { Page } from 'playwright-core';
import type { Alert } from '#contracts/http/ops/alerts';
import type { Flow } from '#contracts/http/ops/flow';
import type { ConsumerLag } from '#contracts/http/ops/lag';
import type { BulkReplay } from '#contracts/http/ops/replays';
import type { AuditEntry } from '#contracts/http/audit';
import { topics } from '#contracts/topics';
import { services } from '../../services/catalogue.ts';
import { aFailure, aGroup } from '../../web/testing/a-failure.ts';
import { openContext, origin, password, signIn } from './browser.ts';
import { subscriptions } from './pass-on.ts';

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

/** A line over an hour that goes up and down, the same each time. */
const hour = (height: number, seed: number): number[] => Array.from({ length: 60 }, (_, i) => Math.max(0, Math.round(height * (1 + Math.sin(seed + i / 7) * 0.5 + Math.sin(seed * 3 + i) * 0.2))));

/** The consumers whose lag is reported. */
const consumers = subscriptions.flatMap(({ scopes, spec: { topic } }) => scopes.map((consumer) => ({ consumer, topic }))).filter(({ consumer, topic }) => !topic.startsWith('dlq.') && consumer !== 'realtime-service');

const isBehind = ({ consumer, topic }: { consumer: string; topic: string }): boolean => consumer === 'notification-service' && topic === 'reminders';

const lagOf = (each: (typeof consumers)[number], i: number): ConsumerLag => ({
  ...each, lag: isBehind(each) ? 1_340 : i % 3, limit: 1_000, committed_lag: isBehind(each) ? 1_350 : i % 3, partitions: [], oldest_seconds: isBehind(each) ? 200 : null, oldest_is_older: false,
  rate_per_second: 11.4 - i / 2, error_rate: isBehind(each) ? 0.129 : 0.001,
});

const groups = [
  aGroup({ consumer: 'notification-service', event_type: 'task.reminder', message: 'the mail server: 451 greylisted', count: 12, open: 11, last_seen: minutesAgo(2) }),
  aGroup({ group: 'g-2', consumer: 'reminder-service', event_type: 'task.deleted', reason: 'contract_broken', error_class: 'ZodError', message: 'data.task_id: Invalid UUID', count: 1, open: 1, last_seen: minutesAgo(9) }),
  aGroup({ group: 'g-3', consumer: null, event_type: null, reason: 'malformed', error_class: null, message: 'This is no event: not JSON: Unexpected end of JSON input.', count: 1, open: 1, last_seen: minutesAgo(14) }),
];

const replaying: BulkReplay = {
  id: 'b-1', fingerprint: 'g-1', since: null, requested_by: 'u-1', correlation_id: 'c-1', requested_at: minutesAgo(1), state: 'running', stopped_reason: null, ended_at: null, batch_size: 5, rate_per_second: 10,
  progress: { total: 11, waiting: 5, published: 1, handled: 5, failed_again: 0, unconfirmed: 0, cancelled: 0 },
};

const alert = (more: Pick<Alert, 'alert' | 'severity' | 'summary' | 'path'>): Alert => ({ ...more, subject: 'x', state: 'firing', details: {}, fired_at: minutesAgo(4), resolved_at: null, notified_at: minutesAgo(4) });

const flow: Flow = {
  measured_at: minutesAgo(0), stale: false,
  verdict: { well: false, text: 'notification-service is 1,340 events behind in reminders, the oldest for 3 min.', path: '/ops/lag', more: 1 },
  services: services.map(({ id, database, publishes = [], clocks = {} }) => ({
    service: id, publishes: publishes.map(({ name }) => name).filter((name) => !name.startsWith('dlq.')),
    clocks: Object.keys(clocks).map((clock) => ({ clock, ticked_at: minutesAgo(0), stopped: false })),
    outbox: database ? { reachable: true, waiting: id === 'chat-api' ? 2 : 0, parked: 0, oldest_age: 0.2 } : null,
  })),
  topics: topics.filter(({ name }) => !name.startsWith('dlq.')).map(({ name }, i) => ({ topic: name, rate_per_second: 12 - i, came: hour(40 - 5 * i, i) })),
  consumers: consumers.map((each, i) => ({ ...lagOf(each, i), failed: isBehind(each) ? 11 : 0, lags: hour(isBehind(each) ? 600 : 2, i) })),
};

const entries: AuditEntry[] = ['task.completed', 'task.updated', 'task.created', 'user.created'].map((operation, i) => ({
  id: 40 - i, event_id: `e-${i}`, occurred_at: minutesAgo(i), recorded_at: minutesAgo(i), user_id: 'u-1', actor: 'u-1', assistant: i === 1 ? 'helper' : null, operation, source: i === 1 ? 'api' : 'chat', task_id: 't-1', correlation_id: `c-${i}`,
  before: i === 0 ? { status: 'TODO' } : null, after: i === 0 ? { status: 'DONE' } : { title: 'buy milk' }, chain: 3, position: 40 - i, hash: 'f'.repeat(64), erased: false,
}));

const page = (items: readonly unknown[]) => ({ items, next_cursor: null });

/**
 * The answers of ops-service and audit-service on a day with some trouble: the browser
 * tests run without the Kafka that they report on.
 */
const answers: Record<string, unknown> = {
  '/ops/flow': flow,
  '/ops/lag': { measured_at: flow.measured_at, stale: false, reason: null, groups: consumers.map(lagOf), topics: [], standing: [], foreign: [], rebalancing: [] },
  '/ops/outbox': page([{ service: 'chat-api', reachable: true, reason: null, waiting: 2, parked: 0, oldest_age: 0.2, parked_events: [], oldest_events: [{ id: 'e-1', topic: 'task-events', created_at: minutesAgo(0) }] }]),
  '/ops/alerts': page([
    alert({ alert: 'consumer_lag', severity: 'error', summary: 'notification-service is 1,340 events behind in reminders (limit 1,000)', path: '/ops/lag' }),
    alert({ alert: 'dead_letters', severity: 'warning', summary: '1 event of type task.deleted could not be handled by reminder-service (contract_broken)', path: '/ops/dead-letters' }),
  ]),
  '/ops/dead-letters/groups': page(groups),
  '/ops/dead-letters': page([aFailure({ message: 'the mail server: 451 greylisted', consumer: 'notification-service', event_type: 'task.reminder', last_failed_at: minutesAgo(2) })]),
  '/ops/replays': page([replaying]),
  '/audit': page(entries),
};

/** An administrator in a browser, and a system that has had some trouble. */
export const anOperator = async (options: Parameters<typeof openContext>[0] = {}): Promise<Page> => {
  const body = JSON.stringify({ email: 'admin@todo.local', password, time_zone: 'UTC' });
  // All tests share the account; the first one to come creates it.
  await fetch(`${origin()}/auth/register`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const opened = await (await openContext(options)).newPage();
  await opened.route(/\/(ops|audit)(\/|\?|$)/, (route) => {
    const answer = answers[new URL(route.request().url()).pathname];
    return answer === undefined ? route.continue() : route.fulfill({ json: answer });
  });
  await signIn(opened, 'admin@todo.local');
  return opened;
};
