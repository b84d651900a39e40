import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authConfig, baseConfig, jwksConfig, parseConfig } from '#platform/config';
import { errorHandler } from '#platform/http/error-handler';
import { remoteAuth } from '#platform/http/remote-auth';
import { newId } from '#platform/ids';
import { makeAdmin } from '../store/users.ts';
import { startIdentityProvider, type Claims, type IdentityProvider } from '../testing/identity-provider.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';

let provider: IdentityProvider;
let test: TestApp;
beforeAll(async () => {
  provider = await startIdentityProvider();
  test = await createTestApp({ env: { AUTH_ISSUER: provider.issuer, AUTH_JWKS_URL: provider.jwksUrl, AUTH_ROLE_CLAIM: 'realm_access.roles', AUTH_ADMIN_ROLE: 'todo-admin' } });
  await test.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await test.close();
  await provider.close();
});

interface Me {
  id: string;
  email: string;
  name: string | null;
  time_zone: string;
  confirmed: boolean;
}

const address = (): string => `${newId()}@example.org`;
const verified = (email = address()): Claims => ({ email, email_verified: true, name: 'Ada', zoneinfo: 'Europe/Berlin' });
const send = (method: 'GET' | 'POST' | 'DELETE', url: string, token: string | null, body?: object) => test.send(method, url, token === null ? null : { id: '', email: '', token }, body === undefined ? {} : { body });
const me = async (token: string): Promise<Me> => (await send('GET', '/me', token)).json<Me>();

/** Another service that verifies tokens. */
const otherService = async (): Promise<{ roleOf(token: string): Promise<unknown>; close(): Promise<void> }> => {
  const { port } = test.app.server.address() as AddressInfo;
  const env = { NODE_ENV: 'test', PORT: '1', AUTH_ISSUER: provider.issuer, AUTH_JWKS_URL: provider.jwksUrl, AUTH_ROLE_CLAIM: 'realm_access.roles', AUTH_ADMIN_ROLE: 'todo-admin', AUTH_STANDING_URL: `http://127.0.0.1:${port}/auth/standing` };
  const app = fastify();
  app.setErrorHandler(errorHandler);
  app.get('/who', { onRequest: remoteAuth(parseConfig(baseConfig.extend(authConfig.shape).extend(jwksConfig.shape), env)).requireUser }, async ({ user }) => user);
  return { roleOf: async (token) => (await app.inject({ url: '/who', headers: { authorization: `Bearer ${token}` } })).json(), close: () => app.close() };
};

describe('with an identity provider outside', () => {
  it('a person is known from their first request, as the provider tells of them', async () => {
    const email = address();
    const token = await provider.signIn(`auth0|${email}`, verified(email));
    const known = await me(token);
    expect(known).toMatchObject({ email, name: 'Ada', time_zone: 'Europe/Berlin', confirmed: true });
    expect((await send('POST', '/tasks', token, { title: 'buy milk' })).statusCode).toBe(201);
    const again = await provider.signIn(`auth0|${email}`, verified(email));
    expect(await me(again)).toEqual(known);
    expect((await send('GET', '/tasks', again)).json<{ items: object[] }>().items).toHaveLength(1);
  });

  it('a new address of theirs is taken over, and gets mails only if the provider has verified it', async () => {
    const login = newId();
    const { id } = await me(await provider.signIn(login, verified()));
    const moved = await me(await provider.signIn(login, { email: 'new@example.org' }));
    expect(moved).toMatchObject({ id, email: 'new@example.org', confirmed: false });
  });

  it('nobody gets into an account by naming its address', async () => {
    const email = address();
    await me(await provider.signIn(newId(), verified(email)));
    expect((await send('GET', '/tasks', await provider.signIn(newId(), verified(email)))).statusCode).toBe(403);
  });

  it('other services know the same person, and an administrator by the claim or by the command', async () => {
    const other = await otherService();
    const [email, login] = [address(), newId()];
    const token = await provider.signIn(login, verified(email));
    const { id } = await me(token);
    expect(await other.roleOf(token)).toEqual({ id, email, role: 'user', epoch: 0 });
    expect(await other.roleOf(await provider.signIn(login, { ...verified(email), realm_access: { roles: ['x', 'todo-admin'] } }))).toEqual({ id, email, role: 'admin', epoch: 0 });
    await makeAdmin(test.db.database, email);
    expect(await other.roleOf(await provider.signIn(login, verified(email)))).toEqual({ id, email, role: 'admin', epoch: 0 });
    await other.close();
  });

  it('accounts of its own are nowhere: who asks is told where to sign in', async () => {
    for (const url of ['/auth/register', '/auth/login', '/auth/reset', '/auth/reset/confirm', '/auth/confirm', '/auth/password', '/me/confirmation']) {
      const response = await send('POST', url, null, { email: 'a@example.org', password: 'correct horse' });
      expect([url, response.statusCode, response.json<{ detail: string }>().detail]).toEqual([url, 404, expect.stringContaining(provider.issuer)]);
    }
  });

  it('the page is told that it cannot take anybody there, unless it is a client of the provider', async () => {
    expect((await send('GET', '/auth/provider', null)).json()).toEqual({ provider: { name: new URL(provider.issuer).host, sign_in: null } });
    expect((await send('GET', '/auth/provider/sign-in', null)).statusCode).toBe(404);
  });

  it('a token that lacks an address, or is another provider’s, is refused with what to do', async () => {
    const lacking = await send('GET', '/me', await provider.signIn(newId(), {}));
    expect([lacking.statusCode, lacking.json<{ detail: string }>().detail]).toEqual([401, expect.stringContaining('access tokens')]);
    const stranger = await startIdentityProvider();
    expect((await send('GET', '/me', await stranger.signIn(newId(), verified()))).statusCode).toBe(401);
    await stranger.close();
  });

  it('an account is deleted by who has signed in, without a password', async () => {
    const token = await provider.signIn(newId(), verified());
    const { id } = await me(token);
    expect((await send('DELETE', '/me', token, {})).statusCode).toBe(204);
    expect(await test.db.database.query('select 1 from users where id = $1', [id])).toEqual([]);
  });
});
