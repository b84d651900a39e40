import { afterAll, beforeAll, expect, it } from 'vitest';
import { alertKind } from '#contracts/http/ops/alerts';
import { newId } from '#platform/ids';
import { registry } from '#platform/metrics';
import { createTestDatabase, type TestDatabase } from '../../../test/helpers/database.ts';
import { migrations } from '../migrations.ts';
import { countFailedTries } from '../store/attempts-failed.ts';
import { saveAlert } from '../store/alerts.ts';
import { publishAlerts, publishOutboxes } from './publish-metrics.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase('ops-service', migrations);
});
afterAll(() => db.drop());

const shown = async (name: string): Promise<string[]> => (await registry.metrics()).split('\n').filter((line) => line.startsWith(name)).sort();

let offset = 0;
const fail = async (consumer: string, event_type: string | null, state: string): Promise<void> => {
  const letter = newId();
  await db.database.query(
    `insert into dead_letters (id, topic, partition, "offset", headers, payload, captured_at, event_type) values ($1, 'task-events', 0, $2, '{}', '', now(), $3)`,
    [letter, (offset += 1), event_type],
  );
  await db.database.query(
    `insert into failures (id, dead_letter_id, consumer, reason, explanation, fingerprint, first_failed_at, last_failed_at, search, state)
     values ($1, $2, $3, 'handler_failed', 'it failed', $3, now(), now(), '', $4)`,
    [newId(), letter, consumer, state],
  );
};

it('the metrics show open failures, none that are dealt with, and every kind of alert', async () => {
  await fail('a-service', 'task.created', 'open');
  await fail('a-service', 'task.created', 'open');
  await fail('b-service', null, 'open');
  await fail('a-service', 'task.created', 'archived');
  await saveAlert(db.database, {
    kind: 'silence', subject: 'task-events', severity: 'error', summary: '', details: {}, path: '/ops/lag', command: 'lag', latest: null,
    state: 'firing', bad_rounds: 3, good_rounds: 0, fired_at: '2026-03-02T00:00:00.000Z', resolved_at: null, notified_at: null,
  });
  await publishAlerts(db.database);
  expect(await shown('dead_letters_open')).toEqual([
    'dead_letters_open{consumer="a-service",event_type="task.created",reason="handler_failed"} 2',
    'dead_letters_open{consumer="b-service",event_type="unknown",reason="handler_failed"} 1',
  ]);
  expect(await shown('alerts_firing{alert="s')).toEqual(['alerts_firing{alert="silence"} 1']);
  expect(await shown('alerts_firing')).toHaveLength(alertKind.options.length);

  await db.database.query(`update failures set state = 'handled'`);
  await db.database.query(`update alerts set state = 'resolved'`);
  await publishAlerts(db.database);
  expect(await shown('dead_letters_open')).toEqual([]);
  expect(await shown('alerts_firing{alert="s')).toEqual(['alerts_firing{alert="silence"} 0']);
});

it('the metrics show the outboxes of services that answer', async () => {
  const outbox = { service: 'chat-api', reachable: true, waiting: 3, parked: 1, oldest_age: 4.5 };
  publishOutboxes([outbox, { service: 'audit-service', reachable: true, waiting: 0, parked: 0, oldest_age: 0 }]);
  publishOutboxes([outbox, { service: 'audit-service', reachable: false, waiting: null, parked: null, oldest_age: null }]);
  expect(await shown('service_outbox')).toEqual([
    'service_outbox_oldest_age_seconds{service="chat-api"} 4.5', 'service_outbox_parked{service="chat-api"} 1', 'service_outbox_waiting{service="chat-api"} 3',
  ]);
});

it('failed tries are counted by consumer, since an instant', async () => {
  const report = (consumer: string, outcome: string, at: string): Promise<unknown> =>
    db.database.query(
      `insert into attempts (report_id, consumer, topic, attempt, outcome, build, reported_at) values ($1, $2, 'task-events', 1, $3, 'b', $4)`,
      [newId(), consumer, outcome, at],
    );
  await report('a-service', 'failed', '2026-03-02T00:00:00Z');
  await report('a-service', 'failed', '2026-03-02T00:01:00Z');
  await report('a-service', 'handled', '2026-03-02T00:01:00Z');
  await report('b-service', 'failed', '2026-03-01T23:59:59Z');
  expect(await countFailedTries(db.database, new Date('2026-03-02T00:00:00Z'))).toEqual(new Map([['a-service', 2]]));
});
