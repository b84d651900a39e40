import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { notificationRequested } from '#contracts/events/index';
import { newId } from '#platform/ids';
import { makeEvent } from '../../test/helpers/events.ts';
import { changed, connect, follow, startTestService, type Frame, type TestClient, type TestService } from './testing/test-service.ts';

const running: TestService[] = [];
const start = async (options: Parameters<typeof startTestService>[0] = {}): Promise<TestService> => {
  const service = await startTestService(options);
  running.push(service);
  return service;
};
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(running.splice(0).map((service) => service.stop()));
});

const shortOf = ({ type, user_seq }: Frame): unknown => (type === 'task.changed' ? user_seq : type);
const seen = ({ frames }: TestClient): unknown[] => frames.map(shortOf);
const shows = (client: TestClient, frames: unknown[]) => expect.poll(() => seen(client), { interval: 5, timeout: 5_000 }).toEqual(frames);

const isOpen = async (client: TestClient): Promise<TestClient> => {
  await once(client.socket, 'open');
  return client;
};

describe('a session that was ended', () => {
  it('ends its connections, and no other', async () => {
    const service = await start();
    const [ada, bob] = [newId(), newId()];
    const open = async (userId: string, epoch: number): Promise<TestClient> => isOpen(connect(service.url, await service.ticketOf(userId, epoch)));
    const [old, later, other] = await Promise.all([open(ada, 0), open(ada, 1), open(bob, 0)]);
    const asked: unknown[] = [];
    await service.endOver(async (sessions) => {
      asked.push(...sessions);
      return sessions.filter(({ userId, epoch }) => userId === ada && epoch === 0);
    });
    expect(asked).toHaveLength(3);
    expect(await old.closed).toMatchObject({ code: 4401 });
    expect([later.socket.readyState, other.socket.readyState]).toEqual([1, 1]);
  });

  it('of a user who is gone leaves nothing behind of what their clients may have missed', async () => {
    const service = await start();
    const [ada, bob] = [newId(), newId()];
    for (const userId of [ada, bob]) for (const seq of [1, 2]) await service.deliver(changed(userId, seq));
    const left = await isOpen(connect(service.url, await service.ticketOf(ada)));
    await service.endOver(async (sessions) => [...sessions]);
    expect(await left.closed).toMatchObject({ code: 4401 });
    await shows(await follow(service, ada, 1), ['reload']);
    await shows(await follow(service, bob, 1), [2, 'resumed']);
  });

  it('is known by the ticket that its token brought', async () => {
    const service = await start();
    const response = await fetch(`http://${service.url}/ws-tickets`, { method: 'POST', headers: { authorization: `Bearer ${await service.tokenOf(newId())}` } });
    await isOpen(connect(service.url, ((await response.json()) as { ticket: string }).ticket));
    await service.endOver(async (sessions) => {
      expect(sessions).toEqual([{ userId: expect.any(String), epoch: 0 }]);
      return [];
    });
  });
});

describe('live updates', () => {
  it('bring a change to its owner on every connection, and to nobody else', async () => {
    const service = await start();
    const [ada, bob] = [newId(), newId()];
    const clients = await Promise.all([follow(service, ada, 0), follow(service, ada, 0), follow(service, bob, 0)]);
    for (const client of clients) await shows(client, ['reload']);
    const event = changed(ada, 1, 'buy milk');
    expect(await service.deliver(event)).toEqual({ code: 200, status: 'SUCCESS' });
    await shows(clients[0]!, ['reload', 1]);
    await shows(clients[1]!, ['reload', 1]);
    expect(clients[0]!.frames[1]).toMatchObject({ id: event.id, update_type: 'created', task_id: event.data.task_id, task: { title: 'buy milk' } });
    expect(seen(clients[2]!)).toEqual(['reload']);
  });

  it('send no change twice or backwards, however it is delivered', async () => {
    const service = await start();
    const ada = newId();
    const client = await follow(service, ada, 0);
    await shows(client, ['reload']);
    const events = [1, 2, 3].map((seq) => changed(ada, seq));
    for (const i of [0, 0, 1, 0, 2, 1, 2]) expect(await service.deliver(events[i]!)).toEqual({ code: 200, status: 'SUCCESS' });
    await shows(client, ['reload', 1, 2, 3]);
  });

  it('resume after a disconnection without a gap', async () => {
    const service = await start();
    const ada = newId();
    await service.deliver(changed(ada, 7));
    const first = await follow(service, ada, 7);
    await shows(first, ['resumed']);
    first.socket.close();
    await first.closed;
    for (const seq of [8, 9]) await service.deliver(changed(ada, seq));
    const second = await follow(service, ada, 7);
    await shows(second, [8, 9, 'resumed']);
    await service.deliver(changed(ada, 10));
    await shows(second, [8, 9, 'resumed', 10]);
  });

  it('show in-app notifications once, and those of other channels not at all', async () => {
    const service = await start();
    const ada = newId();
    const client = await follow(service, ada, 0);
    await shows(client, ['reload']);
    const request = (channel: 'in_app' | 'email') =>
      makeEvent(notificationRequested, { notification_id: newId(), user_id: ada, kind: 'task_reminder', channel, task_ids: [newId()], title: 'Due soon', body: 'buy milk' } as never);
    const event = request('in_app');
    for (const each of [request('email'), event, event]) expect((await service.deliver(each)).status).toBe('SUCCESS');
    await shows(client, ['reload', 'notification']);
    expect(client.frames[1]).toMatchObject({ title: 'Due soon', body: 'buy milk', kind: 'task_reminder' });
  });

  it.each([
    ['breaks its contract', JSON.stringify({ ...changed(newId(), 1), data: {} })],
    ['is no event', 'no JSON'],
    ['is empty', ''],
  ])('go on after a message that %s, as no dead-letter topic takes it', async (_what, message) => {
    const service = await start();
    const ada = newId();
    const client = await follow(service, ada, 0);
    await shows(client, ['reload']);
    expect(await service.deliver(message)).toEqual({ code: 200, status: 'SUCCESS' });
    await service.deliver(changed(ada, 1));
    await shows(client, ['reload', 1]);
  });
});

describe('a connection is refused', () => {
  it.each([['http://evil.example'], ['null'], ['http://todo.example.evil.example']])('from the origin %s', async (origin) => {
    const service = await start();
    expect(await connect(service.url, await service.ticketOf(newId()), origin).closed).toMatchObject({ code: 4403 });
  });

  it('with a ticket that is used, expired, forged, of another key or missing', async () => {
    const service = await start();
    const other = await start({ ticketKey: 'another key of tests that is long enough too' });
    const used = await service.ticketOf(newId());
    const first = connect(service.url, used);
    await new Promise((resolve) => first.socket.once('open', resolve));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 31_000 });
    const expired = await service.ticketOf(newId());
    vi.useRealTimers();
    for (const ticket of [used, expired, 'x.y.z', await other.ticketOf(newId()), '']) {
      expect(await connect(service.url, ticket).closed).toMatchObject({ code: 4401 });
    }
  });

  it('beyond the limit of a user', async () => {
    const service = await start({ perUser: 2 });
    const ada = newId();
    const clients = [await follow(service, ada, 0), await follow(service, ada, 0)];
    for (const client of clients) await shows(client, ['reload']);
    expect(await (await follow(service, ada, 0)).closed).toMatchObject({ code: 4429 });
    clients[0]!.socket.close();
    await clients[0]!.closed;
    await shows(await follow(service, ada, 0), ['reload']);
  });

  it('beyond the limit of all', async () => {
    const service = await start({ total: 1 });
    await shows(await follow(service, newId(), 0), ['reload']);
    expect(await (await follow(service, newId(), 0)).closed).toMatchObject({ code: 1013 });
  });

  it('at another path', async () => {
    const service = await start();
    const client = connect(`${service.url}/other`, await service.ticketOf(newId()));
    expect(await client.closed).toMatchObject({ code: 1006 });
  });
});

describe('a connection is ended', () => {
  it.each([
    ['text that is no control message', 'hello', 4400],
    ['a message that is too large', JSON.stringify({ resume: { user_seq: 1, padding: 'x'.repeat(2_000) } }), 1009],
    ['bytes', Buffer.from('{"resume":{"user_seq":1}}'), 4400],
  ])('by %s', async (_what, message, code) => {
    const service = await start();
    const client = connect(service.url, await service.ticketOf(newId()));
    client.socket.once('open', () => client.socket.send(message));
    expect(await client.closed).toMatchObject({ code });
  });

  it('when it does not answer a ping', async () => {
    const service = await start({ heartbeatMs: 100 });
    const client = connect(service.url, await service.ticketOf(newId()));
    const alive = await follow(service, newId(), 0);
    client.socket.once('open', () => {
      client.socket.pause();
      // Only a client that reads notices that it was closed.
      setTimeout(() => client.socket.resume(), 1_000);
    });
    expect(await client.closed).toMatchObject({ code: 1006 });
    expect(alive.socket.readyState).toBe(alive.socket.OPEN);
  });

  it('when it is older than a session may be', async () => {
    const service = await start({ heartbeatMs: 100, maxAgeMs: 150 });
    expect(await (await follow(service, newId(), 0)).closed).toMatchObject({ code: 4401 });
  });

  it('when it does not read, while others go on', async () => {
    const service = await start({ bufferBytes: 65_536 });
    const ada = newId();
    const slow = await follow(service, ada, 0);
    const quick = await follow(service, ada, 0);
    for (const client of [slow, quick]) await shows(client, ['reload']);
    slow.socket.pause();
    const big = 'x'.repeat(500);
    for (let seq = 1; seq <= 400 && service.hub.countOf(ada) === 2; seq += 1) {
      const event = changed(ada, seq, big);
      await service.deliver({ ...event, data: { ...event.data, task: { ...event.data.task, description: 'y'.repeat(60_000) } } } as never);
    }
    expect(service.hub.countOf(ada)).toBe(1);
    slow.socket.resume();
    expect(await slow.closed).toMatchObject({ code: 1006 });
    expect(quick.socket.readyState).toBe(quick.socket.OPEN);
  });

  it('with 1012 when the service stops', async () => {
    const service = await start();
    const client = await follow(service, newId(), 0);
    await shows(client, ['reload']);
    await service.closeSockets();
    expect(await client.closed).toMatchObject({ code: 1012 });
    expect(await connect(service.url, await service.ticketOf(newId())).closed).toMatchObject({ code: 1012 });
  });
});

describe('tickets', () => {
  const post = (service: TestService, headers: Record<string, string> = {}): Promise<Response> => fetch(`http://${service.url}/ws-tickets`, { method: 'POST', headers });

  it('are for those who are logged in', async () => {
    const service = await start();
    expect((await post(service)).status).toBe(401);
    const response = await post(service, { authorization: `Bearer ${await service.tokenOf(newId())}` });
    expect([response.status, response.headers.get('cache-control')]).toEqual([201, 'no-store']);
    const { ticket, expires_in } = (await response.json()) as { ticket: string; expires_in: number };
    expect(expires_in).toBe(30);
    const client = connect(service.url, ticket);
    client.socket.once('open', () => client.say({ resume: { user_seq: 0 } }));
    await shows(client, ['reload']);
  });

  it('of one replica work on another', async () => {
    const [one, other] = [await start(), await start()];
    const client = connect(other.url, await one.ticketOf(newId()));
    client.socket.once('open', () => client.say({ resume: { user_seq: 0 } }));
    await shows(client, ['reload']);
  });

  it('are no page', async () => {
    const service = await start();
    expect((await fetch(`http://${service.url}/ws`)).status).toBe(426);
  });
});

it('serves 1,000 connections, each of which gets its changes', async () => {
  const service = await start();
  const users = Array.from({ length: 1_000 }, () => newId());
  const clients: TestClient[] = [];
  for (let i = 0; i < users.length; i += 50) clients.push(...(await Promise.all(users.slice(i, i + 50).map((user) => follow(service, user, 0)))));
  await expect.poll(() => clients.every((client) => client.frames.length === 1), { timeout: 15_000 }).toBe(true);
  const sent = performance.now();
  for (let i = 0; i < users.length; i += 50) {
    await Promise.all(users.slice(i, i + 50).flatMap((user) => [service.deliver(changed(user, 1))]));
  }
  await expect.poll(() => clients.every((client) => client.frames.length === 2), { timeout: 15_000 }).toBe(true);
  expect(performance.now() - sent).toBeLessThan(20_000);
  expect(clients.every((client) => client.socket.readyState === client.socket.OPEN)).toBe(true);
}, 60_000);
