import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';

let test: TestApp;
let now = '2026-11-26T08:00:00.000Z';
beforeAll(async () => {
  test = await createTestApp({ now: () => now });
});
afterAll(() => test.close());

const keep = async (user: TestUser, remember = true, headers: Record<string, string> = {}): Promise<{ cookie: string; set: string; id: string }> => {
  const response = await test.send('PUT', '/auth/session', user, { body: { remember }, headers });
  const set = String(response.headers['set-cookie']);
  return { cookie: set.split(';')[0]!, set, id: response.json<{ session_id: string }>().session_id };
};
const renew = (cookie: string) => test.send('POST', '/auth/session', null, { headers: { cookie } });

it('keeps a browser signed in by a cookie that no script and no other site can use', async () => {
  const user = await test.signUp();
  const { cookie, set } = await keep(user);
  expect(set).toMatch(/HttpOnly/);
  expect(set).toMatch(/SameSite=Strict/);
  expect(set).toMatch(/Path=\/auth\/session/);
  expect(set).toMatch(/Max-Age=2592000/);
  const renewed = await renew(cookie);
  expect([renewed.statusCode, renewed.headers['cache-control'], renewed.json<{ user: { id: string } }>().user.id]).toEqual([200, 'no-store', user.id]);
  const { token } = renewed.json<{ token: string }>();
  expect((await test.send('GET', '/me', { ...user, token })).statusCode).toBe(200);
});

it('lets a browser that is not to be remembered forget it when it closes', async () => {
  expect((await keep(await test.signUp(), false)).set).not.toMatch(/Max-Age|Expires/);
});

it('asks for TLS where TLS was used', async () => {
  const behindProxy = await createTestApp({ env: { TRUST_PROXY: '127.0.0.1' } });
  const user = await behindProxy.signUp();
  const response = await behindProxy.send('PUT', '/auth/session', user, { body: { remember: true }, headers: { 'x-forwarded-proto': 'https' } });
  expect(String(response.headers['set-cookie'])).toMatch(/Secure/);
  await behindProxy.close();
});

it('keeps no secret that could be used', async () => {
  const user = await test.signUp();
  const { cookie } = await keep(user);
  const [row] = await test.db.database.query<{ secret_digest: Buffer }>('select secret_digest from sessions where user_id = $1', [user.id]);
  const secret = cookie.split('=')[1]!;
  expect(row!.secret_digest.toString('base64url')).not.toBe(secret);
  expect((await renew(`todo_session=${row!.secret_digest.toString('base64url')}`)).statusCode).toBe(401);
});

it('ends a month after its last use', async () => {
  const { cookie } = await keep(await test.signUp());
  now = '2026-12-20T08:00:00.000Z';
  expect((await renew(cookie)).statusCode).toBe(200);
  now = '2027-01-18T08:00:00.000Z';
  expect((await renew(cookie)).statusCode).toBe(200);
  now = '2027-02-18T08:00:00.000Z';
  expect((await renew(cookie)).statusCode).toBe(401);
  now = '2026-11-26T08:00:00.000Z';
});

it('ends with signing out, also without a token', async () => {
  const { cookie } = await keep(await test.signUp());
  const response = await test.send('DELETE', '/auth/session', null, { headers: { cookie } });
  expect([response.statusCode, String(response.headers['set-cookie'])]).toEqual([204, expect.stringMatching(/todo_session=;/)]);
  expect((await renew(cookie)).statusCode).toBe(401);
});

it('is one of several that their owner sees and ends, and nobody else', async () => {
  const user = await test.signUp();
  const stranger = await test.signUp();
  const [here, there] = [await keep(user, true, { 'user-agent': 'Here/1' }), await keep(user, true, { 'user-agent': 'There/1' })];
  // Ending a session ends all tokens; a browser that stays signed in uses its secret to get
  // a new one.
  const goOn = async (): Promise<void> => void Object.assign(user, { token: (await renew(here.cookie)).json<{ token: string }>().token });
  const agents = async (): Promise<string[]> => (await test.send('GET', '/me/sessions', user)).json<{ items: { agent: string }[] }>().items.map(({ agent }) => agent).sort();
  expect(await agents()).toEqual(['Here/1', 'There/1']);
  expect((await test.send('DELETE', `/me/sessions/${there.id}`, stranger)).statusCode).toBe(404);
  expect((await test.send('DELETE', `/me/sessions/${there.id}`, user)).statusCode).toBe(204);
  expect((await renew(there.cookie)).statusCode).toBe(401);
  expect((await test.send('GET', '/me', user)).statusCode).toBe(401);
  await goOn();
  await keep(user, true, { 'user-agent': 'Third/1' });
  await test.send('DELETE', `/me/sessions?except=${here.id}`, user);
  await goOn();
  expect(await agents()).toEqual(['Here/1']);
  expect((await renew(here.cookie)).statusCode).toBe(200);
});
