import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutboxReport } from '#contracts/http/ops/outbox';
import { createHealth } from '#platform/health';
import { createServer } from '#platform/http/create-server';
import type { Server } from '#platform/http/server';
import { newId } from '#platform/ids';
import { createTestDatabase, silentLog, type TestDatabase } from '../../../test/helpers/database.ts';
import { testParts } from '../../../test/helpers/parts.ts';
import { createTestTokens } from '../../../test/helpers/tokens.ts';
import type { Alert } from '../domain/alert.ts';
import type { LagReport } from '../domain/lag-report.ts';
import { opsConfig } from '../config.ts';
import { migrations } from '../migrations.ts';
import { saveAlert } from '../store/alerts.ts';
import { getAlerts } from './alerts.ts';
import { getLag } from './lag.ts';
import { postSkip } from './skip.ts';
import { getOutboxes, postOutboxRetry } from './outbox.ts';

const adminId = newId();
const lag: LagReport = {
  measured_at: '2026-03-01T12:00:00.000Z', stale: true, reason: 'the broker does not answer: refused',
  groups: [{
    consumer: 'audit-service', topic: 'audit-log', lag: 3, committed_lag: 9, oldest_seconds: 40, oldest_is_older: false, rate_per_second: 1.5, error_rate: null,
    partitions: [{ partition: 0, end: 10, committed: null, handled: 7, lag: 3, committed_lag: 9 }],
  }],
  topics: [{ topic: 'audit-log', rate_per_second: null, partitions: [{ partition: 0, rate_per_second: null, share: null }], skew: null }],
  standing: [{ consumer: 'audit-service', topic: 'audit-log', partition: 0, offset: 7, since: 5, starts: 4 }], foreign: ['console-consumer-5'], rebalancing: ['reminder-service'],
};
const away: OutboxReport = { service: 'chat-api', reachable: false, reason: 'gone', waiting: null, parked: null, oldest_age: null, parked_events: [], oldest_events: [] };
const outboxes = { read: async () => [away], retry: async (service: string) => (service === 'chat-api' ? Promise.reject(new Error('gone')) : 4) };

let db: TestDatabase;
let app: Server;
let tokens: Record<'admin' | 'user', string>;
beforeAll(async () => {
  db = await createTestDatabase('ops-service', migrations);
  const { auth, tokenOf } = await createTestTokens();
  tokens = { admin: await tokenOf(adminId, 'admin'), user: await tokenOf(adminId) };
  app = await createServer({ log: silentLog, health: createHealth(), ready: async () => undefined });
  const now = (): string => '2026-03-08T00:00:00.000Z';
  getLag(app, { lag: { report: () => lag }, config: testParts(opsConfig, db.database, { LAG_THRESHOLDS: 'audit-service=70' }).config, auth });
  getOutboxes(app, { outboxes, auth });
  postOutboxRetry(app, { outboxes, auth, database: db.database });
  postSkip(app, { database: db.database, auth, now, newId });
  getAlerts(app, { database: db.database, auth, now });
});
afterAll(async () => {
  await app.close();
  await db.drop();
});

const call = async (method: 'GET' | 'POST', url: string, body?: object, role: 'admin' | 'user' = 'admin') => {
  const response = await app.inject({ method, url, headers: { authorization: `Bearer ${tokens[role]}` }, ...(body && { payload: body }) });
  return { status: response.statusCode, body: response.json() as unknown };
};
const audited = async (): Promise<unknown[]> =>
  (await db.database.query<{ event: string }>('select event from outbox order by position')).map(({ event }) => (JSON.parse(event) as { data: unknown }).data);

describe('what an administrator sees', () => {
  it('is the lag as it was last measured, that it is stale, and where an alert begins', async () => expect(await call('GET', '/ops/lag')).toEqual({ status: 200, body: { ...lag, groups: lag.groups.map((group) => ({ ...group, limit: 70 })) } }));

  it('is every outbox, also of a service that does not answer', async () => expect(await call('GET', '/ops/outbox')).toEqual({ status: 200, body: { items: [away] } }));

  it('is what fires and what did within a week', async () => {
    const alert = (subject: string, more: Partial<Alert>): Alert => ({
      kind: 'outbox_age', subject, severity: 'error', summary: 'old', details: { waiting: 3 }, path: '/ops/outbox', command: 'outbox', latest: null,
      state: 'firing', bad_rounds: 1, good_rounds: 0, fired_at: '2026-03-02T00:00:00.000Z', resolved_at: null, notified_at: null, ...more,
    });
    const all = [
      alert('fires', {}), alert('not yet', { state: 'pending', fired_at: null }), alert('old', { state: 'resolved', resolved_at: '2026-02-20T00:00:00.000Z' }),
      alert('lately', { state: 'resolved', resolved_at: '2026-03-07T00:00:00.000Z' }), alert('maybe again', { state: 'pending', resolved_at: '2026-03-07T00:00:00.000Z' }),
    ];
    for (const one of all) await saveAlert(db.database, one);
    const { status, body } = await call('GET', '/ops/alerts');
    expect(status).toBe(200);
    const { items } = body as { items: { subject: string; state: string }[] };
    expect(items.map(({ subject, state }) => [subject, state]).sort()).toEqual([['fires', 'firing'], ['lately', 'resolved'], ['maybe again', 'resolved']]);
    expect(items[0]).toMatchObject({ alert: 'outbox_age', subject: 'fires', details: { waiting: 3 }, fired_at: '2026-03-02T00:00:00.000Z' });
  });

  it.each(['/ops/lag', '/ops/outbox', '/ops/alerts'])('is not for others: %s', async (path) => {
    expect((await call('GET', path, undefined, 'user')).status).toBe(403);
    expect((await app.inject({ url: path })).statusCode).toBe(401);
  });
});

describe('another try for parked events', () => {
  it('is in the audit trail', async () => {
    expect(await call('POST', '/ops/outbox/retry', { service: 'reminder-service' })).toEqual({ status: 200, body: { retried: 4 } });
    expect(await audited()).toEqual([
      { actor: adminId, operation: 'outbox.retried', source: 'api', task_id: null, before: null, after: { service: 'reminder-service', retried: 4 } },
    ]);
  });

  it('of a service that does not answer is 503, and no act', async () => {
    const before = await audited();
    expect(await call('POST', '/ops/outbox/retry', { service: 'chat-api' })).toMatchObject({ status: 503, body: { title: 'chat-api cannot be asked for that now', detail: expect.stringContaining('gone') } });
    expect(await audited()).toEqual(before);
  });

  it('of a service that is none is 400, and says which there are', async () => {
    const { status, body } = await call('POST', '/ops/outbox/retry', { service: 'realtime-service' });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('reminder-service');
  });

  it('is not for others', async () => expect((await call('POST', '/ops/outbox/retry', { service: 'reminder-service' }, 'user')).status).toBe(403));
});

describe('a record that an administrator skips', () => {
  const place = { consumer: 'reminder-service', topic: 'task-events', partition: 1, offset: '12' };

  it('is in the audit trail before anything is moved', async () => {
    expect(await call('POST', '/ops/skips', place)).toEqual({ status: 201, body: place });
    expect((await audited()).at(-1)).toMatchObject({ actor: adminId, operation: 'record.skipped', after: place });
  });

  it('is of a topic with dead letters, and nobody else may', async () => {
    expect(await call('POST', '/ops/skips', { ...place, topic: 'task-updates' })).toMatchObject({ status: 400 });
    expect(await call('POST', '/ops/skips', place, 'user')).toMatchObject({ status: 403 });
  });
});
