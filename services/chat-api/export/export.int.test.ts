import type { AddressInfo } from 'node:net';
import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { Unavailable } from '#platform/db/outage';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';

let test: TestApp;
const askNotices = vi.fn(async (): Promise<Record<string, unknown>> => ({ preferences: { digest_at: '08:00' } }));
beforeAll(async () => {
  test = await createTestApp({ askNotices });
  await test.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => test.close());
afterEach(() => void vi.restoreAllMocks());

interface Exported {
  profile: { email: string };
  tokens: object[];
  tasks: { title: string }[];
  messages: { text: string }[];
  acts: object[];
  notifications: object;
}

const fill = (user: TestUser, count: number, length: number): Promise<unknown> =>
  test.db.database.query(
    `insert into tasks (id, user_id, title, description, status, priority, time_zone, recurrence_mode, occurrence_index, tags, version, created_at, updated_at)
     select uuidv7(), $1, 'task ' || i, repeat('x', $3), 'TODO', 'MEDIUM', 'UTC', 'schedule', 0, '{}', 1, now(), now() from generate_series(1, $2::int) i`,
    [user.id, count, length],
  );

it('has everything of its user, nothing of others, and no secret', async () => {
  const [user, other] = [await test.signUp(), await test.signUp()];
  await test.send('POST', '/chat', user, { body: { message: 'buy milk tomorrow' } });
  await test.send('POST', '/tasks', other, { body: { title: 'of another' } });
  const { token } = (await test.send('POST', '/me/tokens', user, { body: { name: 'helper', scope: 'read' } })).json<{ token: string }>();
  const response = await test.send('GET', '/me/export', user);
  expect([response.statusCode, response.headers['content-disposition'], response.headers['cache-control']]).toEqual([200, 'attachment; filename="todo.json"', 'no-store']);
  const exported = response.json<Exported>();
  expect(exported).toMatchObject({ profile: { email: user.email }, tasks: [{ title: 'buy milk' }], messages: [{ text: 'buy milk tomorrow' }, {}], notifications: { preferences: { digest_at: '08:00' } } });
  expect([exported.tokens.length, exported.acts.length]).toEqual([1, 1]);
  for (const secret of ['of another', token, 'argon2', 'digest"']) expect(response.body).not.toContain(secret);
});

it('is whole over many pages, none of which is larger than a few MiB', async () => {
  const user = await test.signUp();
  await fill(user, 120, 200_000);
  const query = vi.spyOn(test.db.database, 'query');
  const { tasks } = (await test.send('GET', '/me/export', user)).json<Exported>();
  expect(new Set(tasks.map(({ title }) => title)).size).toBe(120);
  const pages = await Promise.all(query.mock.results.map(({ value }) => value as Promise<object[]>));
  expect(Math.max(...pages.map((rows) => JSON.stringify(rows).length))).toBeLessThan(6 * 1024 * 1024);
});

it('ends when its client leaves', async () => {
  const user = await test.signUp();
  await fill(user, 120, 200_000);
  const query = vi.spyOn(test.db.database, 'query');
  const { port } = test.app.server.address() as AddressInfo;
  await new Promise<void>((resolve) => {
    const sent = request({ port, host: '127.0.0.1', path: '/me/export', headers: { authorization: `Bearer ${user.token}` } }, (response) => {
      response.once('data', () => {
        response.destroy();
        resolve();
      });
    });
    sent.end();
  });
  const pages = (): number => query.mock.calls.filter(([sql]) => sql.includes('from tasks')).length;
  // Whatever was under way when the client left is finished by the time that other work is
  // done.
  await test.send('GET', '/me', user);
  const read = pages();
  for (let i = 0; i < 5; i++) await test.send('GET', '/me', user);
  expect([pages(), read < 5]).toEqual([read, true]);
});

it('is not half of one while notification-service is away', async () => {
  askNotices.mockRejectedValueOnce(new Unavailable('away'));
  expect((await test.send('GET', '/me/export', await test.signUp())).statusCode).toBe(503);
});
