import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Unavailable } from '#platform/db/outage';
import { silentLog } from '../../../test/helpers/database.ts';
import { startMailServer, type MailServer } from '../../../test/helpers/mail-server.ts';
import { defaultPreferences, patchPreferences } from '../domain/preferences.ts';
import { createHosts } from '../domain/slow-hosts.ts';
import { savePreferences } from '../store/preferences.ts';
import { listSubscriptions } from '../store/push-subscriptions.ts';
import { startPushEndpoint, type PushEndpoint } from '../testing/push-endpoint.ts';
import { completed, created, makeTask, reminded } from '../testing/task-events.ts';
import { createTestService, type TestService, type TestUser } from '../testing/test-service.ts';
import type { FindUser } from '../users.ts';
import { createMailSender } from './send-mail.ts';
import { createPushSender } from './send-push.ts';
import { startWorkers, type Workers } from './workers.ts';

let service: TestService;
let mailServer: MailServer;
let pushEndpoint: PushEndpoint;
beforeAll(async () => {
  pushEndpoint = await startPushEndpoint();
  mailServer = await startMailServer();
  service = await createTestService(new Set([pushEndpoint.host]));
});
afterAll(async () => {
  await mailServer.close();
  await pushEndpoint.close();
  await service.close();
});

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await service.db.database.query(`delete from deliveries where state = 'pending'`);
});

interface WorkerSettings {
  findUser?: FindUser;
  leaseMs?: number;
  smtpUrl?: string;
  now?: () => number;
}

const hosts = createHosts({ perHost: 5, slow: 1, slowForMs: 60_000 }, Date.now);

const work = ({ findUser = service.findUser, leaseMs = 30_000, smtpUrl = mailServer.url, now = Date.now }: WorkerSettings = {}): Workers => {
  const { database } = service.db;
  const mail = createMailSender({ database, findUser, mailActs: service.mailActs, smtpUrl, from: 'Todo <todo@example.org>', publicUrl: 'https://todo.example.org', perDay: 100, connections: 2, timeoutMs: 3_000 });
  const vapid = { ...service.vapid, subject: 'mailto:todo@example.org' };
  const push = createPushSender({ database, vapid, allowed: service.allowed, log: silentLog, timeoutMs: 3_000, testCa: pushEndpoint.ca, hosts });
  const workers = startWorkers({
    database, senders: { email: mail.send, push: push.send, in_app: async () => ({ kind: 'delivered' }) },
    concurrency: { email: 2, push: 2, in_app: 2 }, pollMs: 50, leaseMs, findUser, now, log: silentLog,
  });
  ends.push(mail.close, push.close, workers.stop);
  return workers;
};

/** Makes the next tries due at once. */
const hurry = (): Promise<unknown> => service.db.database.query(`update deliveries set wake_at = now() where state = 'pending' and reason is not null`);

const remind = async (title = 'buy milk', user?: TestUser): Promise<TestUser> => {
  const owner = user ?? (await service.signUp());
  await service.consume(reminded(makeTask(owner.id, { title })));
  await service.loop(owner);
  return owner;
};
const outcomes = async (user: TestUser, channel: string): Promise<string[]> =>
  (await service.events(user)).filter(({ type, data }) => type !== 'notification.requested' && data.channel === channel).map(({ type }) => type);
const mailsOf = (user: TestUser) => mailServer.mails.filter(({ to }) => to.includes(service.users.get(user.id)!.email));
const states = (user: TestUser): Promise<{ channel: string; state: string; attempts: number; reason: string | null }[]> =>
  service.db.database.query('select channel, state, attempts, reason from deliveries where user_id = $1 order by channel', [user.id]);

describe('a mail', () => {
  it('arrives with text and HTML, addressed and with a way out, and is announced as delivered', async () => {
    const user = await remind();
    work();
    await expect.poll(() => outcomes(user, 'email'), { timeout: 10_000 }).toEqual(['notification.delivered']);
    const [{ mail, raw }] = mailsOf(user) as [ReturnType<typeof mailsOf>[number]];
    expect(mail.subject).toBe('Reminder: buy milk');
    expect(mail.text).toContain('Due Sun, 22 Nov 2026');
    expect(await service.mailActs.read(/href="https:\/\/todo\.example\.org\/#\/mail\?token=([^"]+)"/.exec(String(mail.html))![1]!)).toMatchObject({ act: 'done', user_id: user.id });
    expect(mail.from?.text).toBe('"Todo" <todo@example.org>');
    const request = (await service.events(user, 'notification.requested')).find(({ data }) => data.channel === 'email')!;
    expect(mail.messageId).toBe(`<${request.data.notification_id}@todo.example.org>`);
    const link = /^List-Unsubscribe: <https:\/\/todo\.example\.org(\/unsubscribe\/[\w-]+)>\r$/m.exec(raw.replaceAll(/\r\n[ \t]+/g, ' '))?.[1];
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    expect((await service.app.inject({ method: 'POST', url: link! })).statusCode).toBe(200);
    await remind('not by mail', user);
    await expect.poll(() => outcomes(user, 'in_app'), { timeout: 10_000 }).toHaveLength(2);
    expect(mailsOf(user)).toHaveLength(1);
  });

  it('takes no headers from a title or a name', async () => {
    const user = await service.signUp();
    service.users.set(user.id, { ...service.users.get(user.id)!, name: 'Ada\r\nBcc: eve@example.org' });
    await remind('x\r\nBcc: eve@example.org\r\n\r\n<script>alert(1)</script>', user);
    work();
    await expect.poll(() => mailsOf(user), { timeout: 10_000 }).toHaveLength(1);
    const [{ mail, raw, to }] = mailsOf(user) as [ReturnType<typeof mailsOf>[number]];
    expect(to).toEqual([service.users.get(user.id)!.email]);
    expect(mail.bcc).toBeUndefined();
    expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^Bcc/im);
    expect(mail.html).not.toContain('<script');
  });

  it('is tried again under the same Message-ID when the server is busy, and given up when the server says never', async () => {
    mailServer.refuseWith(451, 421);
    const user = await remind();
    work();
    for (let tries = 1; tries <= 2; tries++) {
      await expect.poll(async () => (await states(user))[0], { timeout: 10_000 }).toMatchObject({ attempts: tries, reason: expect.stringContaining('refused as asked') });
      await hurry();
    }
    await expect.poll(() => outcomes(user, 'email'), { timeout: 10_000 }).toEqual(['notification.delivered']);
    expect((await service.events(user, 'notification.delivered')).find(({ data }) => data.channel === 'email')!.data.attempts).toBe(3);
    mailServer.refuseWith(554);
    const other = await remind();
    await expect.poll(() => outcomes(other, 'email'), { timeout: 10_000 }).toEqual(['notification.failed']);
    expect((await states(other))[0]!.reason).not.toContain('@example.org');
  });

  it('is dropped when its task is finished before the next try', async () => {
    const user = await service.signUp();
    const task = makeTask(user.id);
    await service.consume(created(task), reminded(task));
    await service.loop(user);
    mailServer.refuseWith(451);
    work();
    await expect.poll(async () => (await states(user))[0], { timeout: 10_000 }).toMatchObject({ channel: 'email', attempts: 1, reason: expect.any(String) });
    await service.consume(completed(task, 2));
    await hurry();
    await expect.poll(() => outcomes(user, 'email'), { timeout: 10_000 }).toEqual(['notification.failed']);
    expect((await service.events(user, 'notification.failed'))[0]!.data.reason).toContain('not relevant any more');
    expect(mailsOf(user)).toEqual([]);
  });

  it('waits, without using up its tries, while nobody can say where it goes', async () => {
    const user = await remind();
    let away = true;
    work({ findUser: (id) => (away ? Promise.reject(new Unavailable('chat-api is away')) : service.findUser(id)) });
    for (let i = 0; i < 3; i++) {
      await expect.poll(async () => (await states(user))[0], { timeout: 10_000 }).toMatchObject({ attempts: 0, reason: 'chat-api is away' });
      await hurry();
    }
    away = false;
    await hurry();
    await expect.poll(() => outcomes(user, 'email'), { timeout: 10_000 }).toEqual(['notification.delivered']);
  });

  it('is given up when it is a day old, or its user is gone', async () => {
    const user = await remind();
    const gone = await remind();
    service.users.delete(gone.id);
    mailServer.refuseWith(451);
    work({ now: () => Date.now() + 25 * 3_600_000 });
    await expect.poll(() => outcomes(user, 'email'), { timeout: 10_000 }).toEqual(['notification.failed']);
    await expect.poll(() => outcomes(gone, 'email'), { timeout: 10_000 }).toEqual(['notification.failed']);
  });
});

describe('a slow mail server', () => {
  it('holds up neither the handlers nor the other channels', async () => {
    const release = mailServer.stall();
    ends.push(release);
    const user = await service.signUp();
    work();
    for (let i = 0; i < 5; i++) await remind(`task ${i}`, user);
    const began = Date.now();
    await remind('handled', user);
    await expect.poll(() => outcomes(user, 'in_app'), { timeout: 10_000 }).toHaveLength(6);
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(await outcomes(user, 'email')).toEqual([]);
    release();
    await expect.poll(() => outcomes(user, 'email'), { timeout: 15_000 }).toHaveLength(6);
  });
});

describe('a dispatch', () => {
  it('exists once for a request that comes ten times, and has one outcome with several workers', async () => {
    const user = await remind();
    for (let i = 0; i < 9; i++) await service.loop(user);
    for (let i = 0; i < 3; i++) work();
    await expect.poll(() => outcomes(user, 'email'), { timeout: 10_000 }).toHaveLength(1);
    expect(await outcomes(user, 'in_app')).toEqual(['notification.delivered']);
    expect(mailsOf(user)).toHaveLength(1);
    expect((await service.send('GET', '/notifications', user)).json<{ items: unknown[] }>().items).toHaveLength(1);
  });

  it('whose process died after the mail was taken is made again under its Message-ID, with one outcome', async () => {
    const user = await remind();
    const { database } = service.db;
    const dead = work();
    // The lease outlives the process; what the process had begun is lost with it.
    await expect.poll(() => mailsOf(user), { timeout: 10_000 }).toHaveLength(1);
    await dead.stop();
    await database.query(`update deliveries set state = 'pending', wake_at = now(), closed_at = null where user_id = $1 and channel = 'email'`, [user.id]);
    await database.query(`delete from outbox where key = $1 and event like '%notification.delivered%' and event like '%"email"%'`, [user.id]);
    work();
    await expect.poll(() => outcomes(user, 'email'), { timeout: 10_000 }).toEqual(['notification.delivered']);
    const ids = mailsOf(user).map(({ mail }) => mail.messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('that a worker finishes after its lease ran out leaves the outcome to the next one', async () => {
    const release = mailServer.stall();
    const user = await remind();
    work({ leaseMs: 200 });
    await expect.poll(async () => (await states(user))[0]!.attempts, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
    release();
    await expect.poll(() => outcomes(user, 'email'), { timeout: 10_000 }).toHaveLength(1);
    await expect.poll(() => service.db.database.query('select 1 from deliveries where user_id = $1 and channel = $2 and state = $3', [user.id, 'email', 'delivered'])).toHaveLength(1);
    expect(await outcomes(user, 'email')).toHaveLength(1);
  });
});

describe('a push message', () => {
  const subscribe = async (user: TestUser, path?: string): Promise<void> => {
    expect((await service.send('POST', '/push-subscriptions', user, pushEndpoint.subscription(path))).statusCode).toBe(201);
  };
  const received = (path: string) => pushEndpoint.messages.filter((message) => message.path === path);

  it('reaches each browser of its user, encrypted and signed', async () => {
    const user = await service.signUp();
    await subscribe(user, '/push/a');
    await subscribe(user, '/push/b');
    await remind('buy milk', user);
    work();
    await expect.poll(() => outcomes(user, 'push'), { timeout: 10_000 }).toEqual(['notification.delivered']);
    for (const path of ['/push/a', '/push/b']) {
      expect(received(path)).toHaveLength(1);
      expect(received(path)[0]!.body).toMatchObject({ kind: 'task_reminder', title: 'Reminder: buy milk', task_ids: [expect.any(String)] });
      expect(received(path)[0]!.headers).toMatchObject({ ttl: '86400', 'content-encoding': 'aes128gcm', authorization: expect.stringContaining(service.vapid.publicKey) });
    }
  });

  it.each([403, 404, 410])('that is answered with %d forgets the browser', async (status) => {
    const user = await service.signUp();
    await subscribe(user, `/push/gone-${status}`);
    pushEndpoint.answerWith(status);
    await remind('buy milk', user);
    work();
    await expect.poll(() => outcomes(user, 'push'), { timeout: 10_000 }).toEqual(['notification.failed']);
    expect(await listSubscriptions(service.db.database, user.id)).toEqual([]);
  });

  it('waits as long as its push service asks', async () => {
    const user = await service.signUp();
    await subscribe(user, '/push/busy');
    pushEndpoint.answerWith({ status: 429, retryAfter: '3600' });
    await remind('buy milk', user);
    work();
    const waits = async (): Promise<boolean> =>
      (await service.db.database.query(`select 1 from deliveries where user_id = $1 and channel = 'push' and wake_at between now() + interval '59 minutes' and now() + interval '61 minutes'`, [user.id])).length === 1;
    await expect.poll(waits, { timeout: 10_000 }).toBe(true);
  });

  it('goes to the one who used the browser last', async () => {
    const [ada, bob] = [await service.signUp(), await service.signUp()];
    await subscribe(ada, '/push/shared');
    await subscribe(bob, '/push/shared');
    expect(await listSubscriptions(service.db.database, ada.id)).toEqual([]);
    await remind('of bob', bob);
    work();
    await expect.poll(() => received('/push/shared').map(({ body }) => body['title']), { timeout: 10_000 }).toEqual(['Reminder: of bob']);
  });

  it('is not sent where its user has turned it off since, and is held where it is quiet by now', async () => {
    const user = await service.signUp();
    await subscribe(user, '/push/wish');
    pushEndpoint.answerWith(503);
    await remind('buy milk', user);
    work();
    const push = async () => (await states(user)).find(({ channel }) => channel === 'push')!;
    await expect.poll(async () => (await push()).reason, { timeout: 10_000 }).toContain('did not take it');
    const time = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16);
    const prefer = async (patch: object) => service.db.database.transaction((tx) => savePreferences(tx, user.id, patchPreferences(defaultPreferences, patch)));
    await prefer({ quiet_hours: { from: time(-60), to: time(60) }, time_zone: 'UTC' });
    await hurry();
    await expect.poll(push, { timeout: 10_000 }).toMatchObject({ state: 'pending', reason: 'quiet hours' });
    await prefer({ task_reminder: { push: 'off' } });
    await expect.poll(push, { timeout: 10_000 }).toMatchObject({ state: 'dropped', reason: 'not wanted any more' });
    expect(received('/push/wish')).toEqual([]);
  });

  it('is sent again only to the browsers that have not got it', async () => {
    const user = await service.signUp();
    await subscribe(user, '/push/first');
    await subscribe(user, '/push/second');
    pushEndpoint.answerWith(503);
    await remind('buy milk', user);
    work();
    await expect.poll(async () => (await states(user)).find(({ channel }) => channel === 'push')!.reason, { timeout: 10_000 }).toContain('did not take it');
    // Reaching one browser is reaching the user.
    expect(await outcomes(user, 'push')).toEqual(['notification.delivered']);
    await hurry();
    await expect.poll(async () => (await states(user)).find(({ channel }) => channel === 'push')!.state, { timeout: 10_000 }).toBe('delivered');
    expect(await outcomes(user, 'push')).toEqual(['notification.delivered']);
    expect([received('/push/first').length, received('/push/second').length]).toEqual([1, 1]);
  });

  it('goes to no private address, also when the endpoint became one after it was registered', async () => {
    const user = await service.signUp();
    await subscribe(user, '/push/private');
    await service.db.database.query('update push_subscriptions set endpoint = $2 where user_id = $1', [user.id, `https://localhost:${pushEndpoint.host.split(':')[1]}/push/private`]);
    await remind('buy milk', user);
    work();
    await expect.poll(() => outcomes(user, 'push'), { timeout: 10_000 }).toEqual(['notification.failed']);
    expect(received('/push/private')).toEqual([]);
    expect(await listSubscriptions(service.db.database, user.id)).toHaveLength(1);
  });
});
