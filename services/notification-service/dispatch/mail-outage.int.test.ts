import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TrailPart } from '#contracts/http/trail';
import { silentLog } from '../../../test/helpers/database.ts';
import { startMailServer, type MailServer } from '../../../test/helpers/mail-server.ts';
import { retryDelayMs } from '../domain/retry.ts';
import { makeTask, reminded } from '../testing/task-events.ts';
import { createTestService, type TestService, type TestUser } from '../testing/test-service.ts';
import { createMailSender } from './send-mail.ts';
import { startWorkers } from './workers.ts';

let service: TestService;
let inbox: MailServer;
beforeAll(async () => {
  inbox = await startMailServer();
  service = await createTestService();
});
afterAll(async () => {
  await inbox.close();
  await service.close();
});

const work = (smtpUrl: string, now: () => number): { stop(): Promise<void> } => {
  const { db: { database }, mailActs, findUser } = service;
  const mail = createMailSender({ database, findUser, mailActs, smtpUrl, from: 'todo@example.org', publicUrl: 'https://todo.example.org', perDay: 100, connections: 1, timeoutMs: 3_000 });
  const unused = async () => ({ kind: 'delivered' as const });
  const workers = startWorkers({ database, senders: { email: mail.send, push: unused, in_app: unused }, concurrency: { email: 1, push: 1, in_app: 1 }, pollMs: 20, leaseMs: 30_000, findUser, now, log: silentLog });
  return { stop: () => workers.stop().finally(mail.close) };
};

const mailOf = async ({ id }: TestUser): Promise<Record<string, unknown>> =>
  (await service.db.database.query<Record<string, unknown>>(`select state, attempts, reason, correlationid from deliveries where user_id = $1 and channel = 'email'`, [id]))[0]!;
const outcomesOf = async (user: TestUser): Promise<string[]> =>
  (await service.events(user)).filter(({ type, data }) => type !== 'notification.requested' && data.channel === 'email').map(({ type }) => type);
/**
 * Makes what waits for its next try due, as the database's clock is not the test's; a
 * reason is there again when that try is over.
 */
const due = (): Promise<unknown> => service.db.database.query(`update deliveries set wake_at = now(), reason = null where state = 'pending'`);

it('a mail server that is down for an hour holds mails up, which is shown, and then gets each of them once', async () => {
  const user = await service.signUp();
  await service.consume(reminded(makeTask(user.id)));
  const began = Date.now();
  let now = began;
  const away = work('smtp://127.0.0.1:1', () => now);
  for (let tries = 1; ; tries++) {
    await expect.poll(() => mailOf(user), { timeout: 10_000, interval: 5 }).toMatchObject({ state: 'pending', attempts: tries, reason: expect.stringContaining('ECONNREFUSED') });
    now += retryDelayMs(tries);
    if (now > began + 3_600_000) break;
    await due();
  }
  const { correlationid } = await mailOf(user);
  const { steps } = (await service.send('GET', `/internal/trail/${String(correlationid)}`, 'sidecar')).json<TrailPart>();
  expect(steps).toContainEqual(expect.objectContaining({ what: 'is to be sent by email', outcome: 'waiting', detail: expect.stringContaining('ECONNREFUSED') }));
  expect(await outcomesOf(user)).toEqual([]);

  await away.stop();
  const back = work(inbox.url, () => now);
  await due();
  await expect.poll(() => outcomesOf(user), { timeout: 10_000 }).toEqual(['notification.delivered']);
  await back.stop();
  expect(inbox.mails.map(({ to }) => to)).toEqual([[service.users.get(user.id)!.email]]);
});
