import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownIssuer } from '#platform/config';
import { remoteStanding } from '#platform/http/standing';
import { makeAdmin } from '../store/users.ts';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';
import { createTokens, newSigningKey } from './tokens.ts';

const signingKey = await newSigningKey();
let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({ env: { AUTH_SIGNING_KEY: JSON.stringify(signingKey) } });
  await test.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => test.close());

const me = async (user: TestUser): Promise<number> => (await test.send('GET', '/me', user)).statusCode;
const login = (email: string, password: string, remoteAddress = '192.0.2.1') =>
  test.app.inject({ method: 'POST', url: '/auth/login', payload: { email, password }, remoteAddress });

describe('a session that is ended', () => {
  it('everywhere is over at once, with every token of it', async () => {
    const user = await test.signUp();
    expect(await me(user)).toBe(200);
    expect((await test.send('DELETE', '/me/sessions', user)).statusCode).toBe(204);
    expect(await me(user)).toBe(401);
    const { token } = (await login(user.email, 'correct horse')).json<{ token: string }>();
    expect(await me({ ...user, token })).toBe(200);
  });

  it('by another password is over for whoever knows the old one, and goes on with the new token', async () => {
    const user = await test.signUp();
    expect((await test.send('POST', '/auth/password', user, { body: { current: 'a wrong one', password: 'battery staple' } })).statusCode).toBe(403);
    for (const bad of ['short', 'Password1', user.email]) expect((await test.send('POST', '/auth/password', user, { body: { current: 'correct horse', password: bad } })).statusCode).toBe(400);
    const { token } = (await test.send('POST', '/auth/password', user, { body: { current: 'correct horse', password: 'battery staple' } })).json<{ token: string }>();
    expect([await me(user), await me({ ...user, token })]).toEqual([401, 200]);
    expect([(await login(user.email, 'correct horse')).statusCode, (await login(user.email, 'battery staple')).statusCode]).toEqual([401, 200]);
  });

  it('is over elsewhere half a minute later, and a role is the one that the user has then', async () => {
    const user = await test.signUp();
    let now = 1;
    const url = `http://127.0.0.1:${(test.app.server.address() as AddressInfo).port}/auth/standing`;
    const standing = remoteStanding(url, () => now);
    const ask = () => standing({ text: user.token }).catch((error: { status: number }) => error.status);
    expect(await ask()).toBe('user');
    await makeAdmin(test.db.database, user.email);
    now = 29_999;
    expect(await ask()).toBe('user');
    now = 30_002;
    expect(await ask()).toBe('admin');
    await test.send('DELETE', '/me/sessions', user);
    now = 60_004;
    expect(await ask()).toBe(401);
    expect(await remoteStanding('http://127.0.0.1:1/')({ text: user.token }).catch((error: { status: number }) => error.status)).toBe(503);
  });
});

describe('a token', () => {
  it.each([['todo', 200], ['elsewhere', 401]])('that is meant for %s is answered %i', async (audience, status) => {
    const user = await test.signUp();
    const tokens = await createTokens(signingKey, { issuer: ownIssuer, audience, hours: 1 });
    const token = await tokens.sign({ id: user.id, email: user.email, role: 'user', session_epoch: 0 });
    expect(await me({ ...user, token })).toBe(status);
  });
});

describe('wrong passwords', () => {
  it('make nobody wait on another network', async () => {
    const { email } = await test.signUp();
    for (let i = 0; i < 4; i++) await login(email, 'a guess', `198.51.100.${i}`);
    expect((await login(email, 'correct horse', '198.51.100.9')).statusCode).toBe(429);
    expect((await login(email, 'correct horse', '203.0.113.5')).statusCode).toBe(200);
  });
});
