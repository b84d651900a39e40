import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createECDH, randomBytes } from 'node:crypto';
import { newId } from '#platform/ids';
import { defaultPreferences } from './domain/preferences.ts';
import { tokenFor } from './store/unsubscribe-tokens.ts';
import { created, makeTask, reminded } from './testing/task-events.ts';
import { createTestService, type TestService, type TestUser } from './testing/test-service.ts';

let service: TestService;
let user: TestUser;
beforeAll(async () => {
  service = await createTestService(new Set(['127.0.0.1:9999']));
  user = await service.signUp();
});
afterAll(() => service.close());

const errorsOf = (response: { statusCode: number; json<T>(): T }): string => {
  expect(response.statusCode).toBe(400);
  return response.json<{ detail: string }>().detail;
};
const addNotification = async (owner: TestUser, kind = 'task_reminder', { task_id = newId(), body = 'Due.' } = {}): Promise<string> => {
  const id = newId();
  await service.db.database.query('insert into notifications (id, user_id, kind, task_ids, title, body) values ($1, $2, $3, $4, $5, $6)', [
    id, owner.id, kind, [task_id], 'Reminder: buy milk', body,
  ]);
  return id;
};
const keys = () => {
  const ecdh = createECDH('prime256v1');
  return { p256dh: ecdh.generateKeys().toString('base64url'), auth: randomBytes(16).toString('base64url') };
};
const subscribe = (endpoint: string, more: object = {}) => service.send('POST', '/push-subscriptions', user, { endpoint, expirationTime: null, keys: keys(), ...more });

describe('who may do what', () => {
  it('is a matter of the token: every route of a user needs one', async () => {
    const routes = [
      ['GET', '/notification-preferences'], ['PUT', '/notification-preferences'], ['GET', '/notifications'], ['POST', `/notifications/${newId()}/read`],
      ['POST', `/notifications/${newId()}/snooze`], ['POST', '/push-subscriptions'], ['DELETE', '/push-subscriptions'],
    ] as const;
    for (const [method, url] of routes) expect((await service.send(method, url, null)).statusCode, `${method} ${url}`).toBe(401);
  });

  it('is for the sidecar where it is internal', async () => {
    const routes = [
      ['POST', '/events/task.reminder'], ['POST', '/clock/notifications'], ['GET', '/internal/outbox'], ['PUT', `/internal/users/${user.id}/preferences`],
      ['POST', `/internal/users/${user.id}/snooze-latest`],
    ] as const;
    for (const [method, url] of routes) expect((await service.send(method, url, user, {})).statusCode, `${method} ${url}`).toBe(401);
  });

  it('never reaches another user', async () => {
    const id = await addNotification(await service.signUp());
    expect((await service.send('POST', `/notifications/${id}/read`, user)).statusCode).toBe(404);
    expect((await service.send('POST', `/notifications/${id}/snooze`, user, { minutes: 5 })).statusCode).toBe(404);
    expect((await service.send('GET', '/notifications', user)).json<{ items: { id: string }[] }>().items.map((item) => item.id)).not.toContain(id);
  });
});

describe('the preferences', () => {
  it('are the defaults, then what was put', async () => {
    const ada = await service.signUp();
    expect((await service.send('GET', '/notification-preferences', ada)).json()).toEqual(defaultPreferences);
    const mine = { ...defaultPreferences, quiet_hours: { from: '22:00', to: '07:00' }, time_zone: 'Asia/Tokyo' };
    expect((await service.send('PUT', '/notification-preferences', ada, mine)).json()).toEqual(mine);
    expect((await service.send('GET', '/notification-preferences', ada)).json()).toEqual(mine);
  });

  it('that cannot be are refused with what can', async () => {
    const put = async (more: object) => errorsOf(await service.send('PUT', '/notification-preferences', user, { ...defaultPreferences, ...more }));
    expect(await put({ time_zone: 'Berlin' })).toContain('time_zone: must be an IANA time zone such as Europe/Berlin');
    expect(await put({ quiet_hours: { from: '22', to: '7' } })).toContain('quiet_hours.from: must be a local time from 00:00 to 23:59, such as 07:30');
    expect(await put({ quiet_hours: { from: '22:00', to: '22:00' } })).toContain('from and to must differ');
    expect(await put({ digest: '08:00' })).toContain('digest: is not a known field');
  });

  it('are changed in part by the chat', async () => {
    const ada = await service.signUp();
    const url = `/internal/users/${ada.id}/preferences`;
    await service.send('PUT', url, 'sidecar', { quiet_hours: { from: '22:00', to: '07:00' } });
    const both = await service.send('PUT', url, 'sidecar', { task_created: { email: 'digest' } });
    expect(both.json()).toEqual({ ...defaultPreferences, quiet_hours: { from: '22:00', to: '07:00' }, task_created: { ...defaultPreferences.task_created, email: 'digest' } });
    expect((await service.send('GET', '/notification-preferences', ada)).json()).toEqual(both.json());
    expect(errorsOf(await service.send('PUT', url, 'sidecar', { quiet_hours: { from: '22:00' } }))).toContain('quiet_hours.to');
  });
});

describe('the notifications', () => {
  it('come in pages of a few MiB, each of them once', async () => {
    const ada = await service.signUp();
    const ids: string[] = [];
    for (let i = 0; i < 6; i++) ids.push(await addNotification(ada, 'digest', { body: 'x'.repeat(1_500_000) }));
    const pages: string[][] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const answer = await service.send('GET', `/notifications?limit=200${cursor && `&cursor=${cursor}`}`, ada);
      expect(answer.body.length).toBeLessThan(4.5 * 1024 * 1024);
      const page: { items: { id: string }[]; next_cursor: string | null } = answer.json();
      pages.push(page.items.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 2]);
    expect(pages.flat()).toEqual(ids.reverse());
  });

  it('come page by page, newest first, and all or those not read', async () => {
    const ada = await service.signUp();
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push(await addNotification(ada));
    const read = await service.send('POST', `/notifications/${ids[1]}/read`, ada);
    expect(read.json()).toMatchObject({ id: ids[1], read_at: expect.any(String) });
    expect((await service.send('POST', `/notifications/${ids[1]}/read`, ada)).json()).toEqual(read.json());
    const pages = async (query: string): Promise<string[]> => {
      const seen: string[] = [];
      for (let cursor = ''; ; ) {
        const { items, next_cursor } = (await service.send('GET', `/notifications?limit=2${query}${cursor}`, ada)).json<{ items: { id: string }[]; next_cursor: string | null }>();
        seen.push(...items.map(({ id }) => id));
        if (next_cursor === null) return seen;
        cursor = `&cursor=${next_cursor}`;
      }
    };
    expect(await pages('')).toEqual(ids.toReversed());
    expect((await service.send('GET', '/notifications?limit=5', ada)).json()).toMatchObject({ next_cursor: null });
    expect(await pages('&unread=true')).toEqual(ids.filter((id) => id !== ids[1]).toReversed());
    expect(errorsOf(await service.send('GET', '/notifications?unread=maybe&limit=1000', ada))).toMatch(/unread.*limit/);
  });

  it('that are snoozed come again at their time on the channels that are wanted, and only at the last one asked for', async () => {
    const ada = await service.signUp();
    const task = makeTask(ada.id, { title: 'New task: buy oats' });
    await service.consume(created(task));
    const id = await addNotification(ada, 'task_reminder', { task_id: task.id });
    service.clock.now = '2026-11-20T12:00:00.000Z';
    expect((await service.send('POST', `/notifications/${id}/snooze`, ada, { minutes: 10 })).json()).toMatchObject({ snoozed_until: '2026-11-20T12:10:00.000Z', read_at: expect.any(String) });
    expect((await service.send('POST', `/notifications/${id}/snooze`, ada, { until: '2026-11-20T14:00:00+01:00' })).statusCode).toBe(200);
    const again = async () => (await service.events(ada, 'notification.requested')).filter(({ data }) => data.kind === 'task_reminder');
    await service.tick('2026-11-20T12:59:59.000Z');
    expect(await again()).toEqual([]);
    await service.tick('2026-11-20T13:00:00.000Z');
    await service.tick('2026-11-20T13:00:01.000Z');
    const events = await again();
    expect(events.map(({ data }) => data.channel).sort()).toEqual(['email', 'in_app']);
    expect(events[0]!.data.title).toBe('Reminder: New task: buy oats');
  });

  it('say what a snooze would accept', async () => {
    const id = await addNotification(user);
    const snooze = (body: object) => service.send('POST', `/notifications/${id}/snooze`, user, body);
    service.clock.now = '2026-11-20T12:00:00.000Z';
    expect(errorsOf(await snooze({}))).toContain('give either minutes');
    expect(errorsOf(await snooze({ minutes: 5, until: '2026-11-20T14:00:00Z' }))).toContain('give either minutes');
    expect(errorsOf(await snooze({ minutes: 0 }))).toContain('minutes');
    expect(errorsOf(await snooze({ until: '2026-11-20T11:00:00Z' }))).toContain('within the next 30 days');
    expect((await service.send('POST', `/notifications/${await addNotification(user, 'digest')}/snooze`, user, { minutes: 5 })).statusCode).toBe(409);
  });

  it('are snoozed from the chat: the reminder that came last', async () => {
    const ada = await service.signUp();
    const url = `/internal/users/${ada.id}/snooze-latest`;
    expect((await service.send('POST', url, 'sidecar', { minutes: 60 })).statusCode).toBe(404);
    const task = makeTask(ada.id);
    await service.consume(created(task), reminded(task));
    await service.loop(ada);
    await service.db.database.query(`update deliveries set state = 'delivered', closed_at = now() where user_id = $1`, [ada.id]);
    service.clock.now = '2026-11-20T12:00:00.000Z';
    expect((await service.send('POST', url, 'sidecar', { minutes: 60 })).json()).toEqual({ task_id: task.id, title: 'buy milk', until: '2026-11-20T13:00:00.000Z' });
    await service.tick('2026-11-20T13:00:00.000Z');
    expect((await service.events(ada, 'notification.requested')).filter(({ data }) => data.kind === 'task_reminder')).toHaveLength(4);
  });
});

describe('push subscriptions', () => {
  it('are taken once by endpoint, and given back', async () => {
    const first = await subscribe('https://127.0.0.1:9999/push/1');
    expect(first.statusCode).toBe(201);
    expect((await subscribe('https://127.0.0.1:9999/push/1')).json()).toEqual(first.json());
    expect((await service.send('DELETE', '/push-subscriptions', user, { endpoint: 'https://127.0.0.1:9999/push/1' })).statusCode).toBe(204);
    expect((await service.send('DELETE', '/push-subscriptions?endpoint=https%3A%2F%2F127.0.0.1%3A9999%2Fpush%2F1', user)).statusCode).toBe(404);
    expect(errorsOf(await service.send('DELETE', '/push-subscriptions', user))).toContain('endpoint');
    expect((await service.send('GET', '/push-subscriptions/key', null)).json()).toEqual({ public_key: service.vapid.publicKey });
  });

  it.each([
    ['http://push.example.org/1', 'must be an https URL'],
    ['ftp://push.example.org/1', 'must be an https URL'],
    ['not a url', 'must be an absolute https URL'],
    ['https://user:secret@8.8.8.8/1', 'must not carry a user name'],
    ...['127.0.0.1', '10.0.0.1', '192.168.1.1', '169.254.169.254', '0.0.0.0', '[::1]', '[fd00::1]', '[fe80::1]', '[::ffff:127.0.0.1]', '[64:ff9b::7f00:1]', '2130706433', '0x7f.1', '127.1:9998']
      .map((host) => [`https://${host}/1`, 'must not be on a private, loopback or link-local address'] as [string, string]),
    ['https://localhost/1', 'must not resolve to a private, loopback or link-local address'],
    ['https://no-such-host.invalid/1', 'must be on a host that can be found'],
  ])('are refused at %s', async (endpoint, why) => {
    expect(errorsOf(await subscribe(endpoint))).toContain(why);
  });

  it('need keys for which a message can be encrypted', async () => {
    const endpoint = 'https://127.0.0.1:9999/push/1';
    expect(errorsOf(await subscribe(endpoint, { keys: { ...keys(), auth: 'short' } }))).toContain('keys.auth: must be 16 bytes');
    const offCurve = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]).toString('base64url');
    expect(errorsOf(await subscribe(endpoint, { keys: { ...keys(), p256dh: offCurve } }))).toContain('must be a P-256 public key');
  });
});

describe('the link that stops mails', () => {
  const stop = (token: string) =>
    service.app.inject({
      method: 'POST', url: `/unsubscribe/${token}`, payload: 'List-Unsubscribe=One-Click', headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });

  it('asks when it is opened, and stops when it is posted to, without a login', async () => {
    const ada = await service.signUp();
    const token = await tokenFor(service.db.database, { user_id: ada.id, kind: 'task_reminder', channel: 'email' }, randomBytes(32).toString('base64url'));
    const opened = await service.send('GET', `/unsubscribe/${token}`, null);
    expect([opened.statusCode, opened.headers['location']]).toEqual([302, `/#/unsubscribe?token=${token}`]);
    expect((await service.send('GET', '/notification-preferences', ada)).json()).toEqual(defaultPreferences);
    expect((await stop(token)).statusCode).toBe(200);
    expect((await stop(token)).statusCode).toBe(200);
    expect((await service.send('GET', '/notification-preferences', ada)).json()).toEqual({
      ...defaultPreferences, task_reminder: { email: 'off', push: 'now', in_app: 'now' },
    });
  });

  it('is ours or none', async () => {
    expect((await stop(randomBytes(32).toString('base64url'))).statusCode).toBe(404);
    expect((await stop('x')).statusCode).toBe(400);
  });
});
