import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { startIdentityProvider, type IdentityProvider } from '../testing/identity-provider.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';

let provider: IdentityProvider;
let test: TestApp;
let origin: string;
beforeAll(async () => {
  provider = await startIdentityProvider();
  test = await createTestApp({ env: { AUTH_ISSUER: provider.issuer, AUTH_JWKS_URL: provider.jwksUrl, AUTH_CLIENT_ID: provider.clientId } });
  await test.app.listen({ port: 0, host: '127.0.0.1' });
  origin = `http://127.0.0.1:${(test.app.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await test.close();
  await provider.close();
});

interface Signed {
  token: string;
  user: { id: string; email: string; role: string };
}

const renew = (cookie: string): Promise<Response> => fetch(`${origin}/auth/session`, { method: 'POST', headers: { cookie } });
const cookieOf = (response: Response): string => response.headers.getSetCookie().find((cookie) => cookie.startsWith('todo_session='))!.split(';')[0]!;

/**
 * Signs a person in as a browser does; resolves with the answer to where the provider sent
 * it back.
 */
const signIn = async (login: string, email: string): Promise<Response> => {
  const departure = await fetch(`${origin}/auth/provider/sign-in`, { redirect: 'manual' });
  expect(departure.status).toBe(303);
  const [kept] = departure.headers.getSetCookie();
  expect(kept).toMatch(/HttpOnly/);
  const back = await provider.visit(departure.headers.get('location')!, login, { email, email_verified: true });
  return fetch(back, { redirect: 'manual', headers: { cookie: kept!.split(';')[0]! } });
};

const signedIn = async (): Promise<{ email: string; cookie: string }> => {
  const email = `${newId()}@example.org`;
  const arrival = await signIn(newId(), email);
  expect([arrival.status, arrival.headers.get('location')]).toEqual([303, '/#/signed-in']);
  return { email, cookie: cookieOf(arrival) };
};

describe('the page signs people in at the identity provider', () => {
  it('which it is told of', async () => {
    expect(await (await fetch(`${origin}/auth/provider`)).json()).toEqual({ provider: { name: new URL(provider.issuer).host, sign_in: '/auth/provider/sign-in' } });
  });

  it('by code and PKCE, and keeps the browser signed in with tokens of the provider', async () => {
    const { email, cookie } = await signedIn();
    const { token, user } = (await (await renew(cookie)).json()) as Signed;
    expect(user).toMatchObject({ email, role: 'user' });
    expect(await (await fetch(`${origin}/me`, { headers: { authorization: `Bearer ${token}` } })).json()).toMatchObject({ id: user.id, email });
    const again = (await (await renew(cookie)).json()) as Signed;
    expect(again.user).toEqual(user);
  });

  it('renews for two tabs at once, though the provider takes each refresh token once', async () => {
    const { cookie } = await signedIn();
    const answers = await Promise.all(Array.from({ length: 6 }, () => renew(cookie)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  });

  it('keeps nothing by which a token could be had without the browser', async () => {
    await signedIn();
    const kept = await test.db.database.query<{ refresh_sealed: string }>('select refresh_sealed from sessions');
    for (const { refresh_sealed } of kept) {
      expect((await fetch(`${provider.issuer}/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'refresh_token', client_id: provider.clientId, refresh_token: refresh_sealed }) })).status).toBe(400);
    }
    expect(kept.length).toBeGreaterThan(0);
  });

  it('until they sign out, or the provider ends it', async () => {
    const { cookie } = await signedIn();
    await fetch(`${origin}/auth/session`, { method: 'DELETE', headers: { cookie } });
    expect((await renew(cookie)).status).toBe(401);
    const other = await signedIn();
    await provider.forget();
    expect((await renew(other.cookie)).status).toBe(401);
    expect((await renew(other.cookie)).status).toBe(401);
  });

  it.each([
    ['comes back without having left', '', 'forgotten'],
    ['comes back with another’s code', `todo_departure=${Buffer.from(JSON.stringify({ state: 'x', nonce: 'y', verifier: 'z'.repeat(43) })).toString('base64url')}`, 'refused'],
  ])('lets nobody in who %s', async (_what, cookie, problem) => {
    const response = await fetch(`${origin}/auth/provider/callback?code=stolen&state=other`, { redirect: 'manual', headers: { cookie } });
    expect([response.status, response.headers.get('location')]).toEqual([303, `/#/signed-in?problem=${problem}`]);
    expect(response.headers.getSetCookie().join()).not.toContain('todo_session=');
  });

  it('which is away for a moment', async () => {
    const lost = await createTestApp({ env: { AUTH_ISSUER: 'http://127.0.0.1:1', AUTH_JWKS_URL: provider.jwksUrl, AUTH_CLIENT_ID: provider.clientId } });
    expect((await lost.app.inject('/auth/provider/sign-in')).json()).toMatchObject({ status: 503, title: 'The identity provider does not answer' });
    await lost.close();
  });

  it('and with accounts of its own nowhere else', async () => {
    const own = await createTestApp();
    expect((await own.app.inject('/auth/provider')).json()).toEqual({ provider: null });
    expect((await own.app.inject('/auth/provider/sign-in')).statusCode).toBe(404);
    await own.close();
  });
});
