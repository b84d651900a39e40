import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { createTestDatabase, silentLog, type TestDatabase } from '../../../test/helpers/database.ts';
import type { NoticeContent } from '../domain/alert-notice.ts';
import { migrations } from '../migrations.ts';
import { addNotice } from '../store/alert-notices.ts';
import { saveAlert } from '../store/alerts.ts';
import { createWebhook } from './post-webhook.ts';
import type { SendNotice } from './send-mail.ts';
import { sendNotices } from './send-notices.ts';

const received: { headers: IncomingHttpHeaders; body: string }[] = [];
const answers: number[] = [];
let receiver: Server;
let url: string;
let db: TestDatabase;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ headers: request.headers, body });
      const status = answers.shift() ?? 204;
      // 1 stands for no answer at all.
      if (status !== 1) response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/alerts`;
  db = await createTestDatabase('ops-service', migrations);
});
afterAll(async () => {
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
  await db.drop();
});
beforeEach(async () => {
  received.length = 0;
  answers.length = 0;
  await db.database.query('truncate alerts cascade');
});

const secret = 'a secret of the receiver';
const content = (): NoticeContent => ({
  id: newId(), alert: 'consumer_lag', subject: 'audit-service/audit-log', state: 'firing', severity: 'warning', summary: 'audit-service is 2000 events behind',
  details: { lag: 2_000 }, link: 'https://todo.example.org/ops/lag', command: 'npm run ops -- lag', fired_at: '2026-03-01T12:00:00.000Z', at: '2026-03-01T12:00:00.000Z',
});
const post = (options: { secret?: string; timeoutMs?: number } = {}): SendNotice => createWebhook({ url, secret: options.secret, timeoutMs: options.timeoutMs ?? 3_000 });

/** Writes a notice, as a look does. */
const promise = (notice: NoticeContent): Promise<unknown> =>
  db.database.transaction(async (tx) => {
    const { alert: kind, subject, severity, summary, details, fired_at } = notice;
    const more = { path: '/ops/lag', command: 'lag', latest: null, bad_rounds: 0, good_rounds: 0, resolved_at: null, notified_at: null };
    await saveAlert(tx, { kind, subject, severity, summary, details, fired_at, state: 'firing', ...more });
    await addNotice(tx, 'webhook', notice);
  });

describe('a webhook', () => {
  it('gets the alert as JSON, signed so that it knows who posted it', async () => {
    const notice = content();
    await post({ secret })(notice);
    const [{ headers, body }] = received as [(typeof received)[0]];
    expect(JSON.parse(body)).toEqual(notice);
    expect(headers['content-type']).toBe('application/json');
    expect(headers['x-ops-signature']).toBe(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  });

  it('is not signed without a secret', async () => {
    await post()(content());
    expect(received[0]!.headers['x-ops-signature']).toBeUndefined();
  });

  it.each([[500, 'answers 500'], [404, 'answers 404'], [302, 'answers 302']])('that answers %i has not taken it', async (status, reason) => {
    answers.push(status);
    await expect(post()(content())).rejects.toThrow(reason);
    expect(received).toHaveLength(1);
  });

  it('that does not answer is not waited for', async () => {
    answers.push(1);
    await expect(post({ timeoutMs: 50 })(content())).rejects.toThrow('timeout');
  });

  it('that was in trouble gets the same alert again, and no more when it has taken it', async () => {
    const notice = content();
    await promise(notice);
    answers.push(503, 500);
    for (let round = 0; round < 5; round++) {
      await sendNotices({ database: db.database, log: silentLog, now: Date.now, senders: { webhook: post({ secret }) }, leaseMs: 60_000 });
      await db.database.query('update alert_notices set wake_at = now()');
    }
    expect(received.map(({ body }) => (JSON.parse(body) as NoticeContent).id)).toEqual([notice.id, notice.id, notice.id]);
    expect(await db.database.query('select state, attempts from alert_notices')).toEqual([{ state: 'sent', attempts: 3 }]);
  });

  it('that is taken out of the settings gets nothing more', async () => {
    await promise(content());
    await sendNotices({ database: db.database, log: silentLog, now: Date.now, senders: {}, leaseMs: 60_000 });
    expect(await db.database.query('select state, reason from alert_notices')).toEqual([{ state: 'dropped', reason: 'the channel is not set up any more' }]);
  });
});
