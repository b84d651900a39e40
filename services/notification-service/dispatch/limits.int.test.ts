import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { silentLog } from '../../../test/helpers/database.ts';
import { startMailServer, type MailServer } from '../../../test/helpers/mail-server.ts';
import { createHosts, type Hosts } from '../domain/slow-hosts.ts';
import type { Claim } from '../store/dispatches.ts';
import { startPushEndpoint, type PushEndpoint } from '../testing/push-endpoint.ts';
import { createTestService, type TestService, type TestUser } from '../testing/test-service.ts';
import { createMailSender } from './send-mail.ts';
import { createPushSender } from './send-push.ts';
import type { Sent } from './sender.ts';

let service: TestService;
let inbox: MailServer;
let endpoint: PushEndpoint;
const ends: (() => void)[] = [];
beforeAll(async () => {
  inbox = await startMailServer();
  endpoint = await startPushEndpoint();
  service = await createTestService(new Set([endpoint.host]));
});
afterEach(() => ends.splice(0).forEach((end) => end()));
afterAll(async () => {
  await inbox.close();
  await endpoint.close();
  await service.close();
});

const content = { title: 'Reminder: buy milk', body: 'Due now.', tasks: [] };
const claimOf = ({ id }: TestUser, channel: Claim['channel']): Claim => ({
  notification_id: newId(), user_id: id, kind: 'task_reminder', channel, task_ids: [], ...content, due_at: null, requested_at: new Date().toISOString(),
  correlationid: 'x', causationid: 'x', traceparent: null, attempts: 1, done_for: [], told: false,
});

const mail = (user: TestUser): Promise<Sent> => {
  const { database } = service.db;
  const sender = createMailSender({ database, mailActs: service.mailActs, findUser: service.findUser, smtpUrl: inbox.url, from: 'todo@example.org', publicUrl: 'https://todo.example.org', perDay: 2, connections: 1, timeoutMs: 3_000 });
  ends.push(sender.close);
  return sender.send(claimOf(user, 'email'), content);
};
const noteSent = (user: TestUser, ago: string): Promise<unknown> =>
  service.db.database.query(
    `insert into deliveries (notification_id, user_id, kind, channel, task_ids, title, body, requested_at, correlationid, causationid, state, closed_at)
     values (uuidv7(), $1, 'task_reminder', 'email', '{}', 'a mail', '', now(), 'x', 'x', 'delivered', now() - $2::interval)`,
    [user.id, ago],
  );

it('sends no mail to an address that is not confirmed', async () => {
  const user = await service.signUp();
  service.users.set(user.id, { ...service.users.get(user.id)!, confirmed: false });
  expect(await mail(user)).toEqual({ kind: 'dropped', reason: 'the address is not confirmed' });
  service.users.set(user.id, { ...service.users.get(user.id)!, confirmed: true });
  expect(await mail(user)).toEqual({ kind: 'delivered' });
  expect(inbox.mails).toHaveLength(1);
});

it('sends an address no more than so many mails within a day', async () => {
  const user = await service.signUp();
  for (const ago of ['25 hours', '23 hours']) await noteSent(user, ago);
  expect(await mail(user)).toEqual({ kind: 'delivered' });
  await noteSent(user, '1 second');
  expect(await mail(user)).toEqual({ kind: 'dropped', reason: 'the address got 2 mails within a day' });
});

const push = (user: TestUser, hosts: Hosts): Promise<Sent> => {
  const vapid = { ...service.vapid, subject: 'mailto:todo@example.org' };
  const sender = createPushSender({ database: service.db.database, vapid, allowed: service.allowed, log: silentLog, timeoutMs: 100, testCa: endpoint.ca, hosts });
  ends.push(sender.close);
  return sender.send(claimOf(user, 'push'), content);
};

it('asks no push service that has as many as it may, or was too slow a moment ago; that is no try', async () => {
  const user = await service.signUp();
  expect((await service.send('POST', '/push-subscriptions', user, endpoint.subscription('/push/slow'))).statusCode).toBe(201);
  const hosts = createHosts({ perHost: 5, slow: 0, slowForMs: 60_000 }, () => 0);
  endpoint.answerWith('never');
  expect(await push(user, hosts)).toMatchObject({ kind: 'later', counts: true });
  expect(await push(user, hosts)).toMatchObject({ kind: 'later', counts: false });
  expect(await push(user, createHosts({ perHost: 0, slow: 5, slowForMs: 60_000 }, () => 0))).toMatchObject({ kind: 'later', counts: false });
  expect(endpoint.messages).toEqual([]);
});
