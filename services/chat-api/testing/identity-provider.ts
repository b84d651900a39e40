import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider, type Configuration } from 'oidc-provider';

/** What the provider's access tokens say of a person, beside who they are. */
export type Claims = Record<string, unknown>;

/** An OpenID Connect provider, on a port of its own. */
export interface IdentityProvider {
  issuer: string;
  jwksUrl: string;
  /**
   * Signs a person in as a browser does, by authorization code with PKCE, and returns their
   * access token.
   */
  signIn(login: string, claims: Claims): Promise<string>;
  /** Says who signs in by a name. */
  know(login: string, claims: Claims): void;
  /** The client that the page is. */
  clientId: string;
  /**
   * Goes where a page sends a browser, signs a person in there, and returns where the
   * browser is sent back to.
   */
  visit(address: string, login: string, claims: Claims): Promise<string>;
  /** Forgets all that it has given. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

const audience = 'todo';
const ownReturn = 'http://127.0.0.1/signed-in';
// A native client, so that every port of this machine will do.
const client = { client_id: 'page', redirect_uris: [ownReturn, ...['127.0.0.1', 'localhost'].map((host) => `http://${host}/auth/provider/callback`)], token_endpoint_auth_method: 'none', application_type: 'native' } as const;

const configure = async (people: Map<string, Claims>): Promise<Configuration> => ({
  clients: [{ ...client, redirect_uris: [...client.redirect_uris], grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'] }],
  jwks: { keys: [await exportJWK((await generateKeyPair('RS256', { extractable: true })).privateKey)] },
  cookies: { keys: [randomBytes(16).toString('hex')] },
  findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  extraTokenClaims: (_context, token) => people.get((token as { accountId?: string }).accountId ?? ''),
  features: {
    devInteractions: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => 'urn:todo',
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope: '', audience, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }),
    },
  },
});

/** Follows redirects with cookies, up to where the client is told its code. */
const createBrowser = (issuer: string) => {
  const cookies = new Map<string, string>();
  const visit = async (url: string, form?: Record<string, string>): Promise<string> => {
    const response = await fetch(new URL(url, issuer), {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0]!.split('=', 2);
      cookies.set(name!, value!);
    }
    const next = response.headers.get('location');
    if (next !== null && client.redirect_uris.some((uri) => new URL(uri).pathname === new URL(next, issuer).pathname)) return next;
    return next === null ? url : visit(next);
  };
  return visit;
};

/** Starts a provider. */
export const startIdentityProvider = async (): Promise<IdentityProvider> => {
  const people = new Map<string, Claims>();
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, await configure(people));
  const grants = new Set<string>();
  provider.on('grant.success', ({ oidc }) => void grants.add(String(oidc.entities.Grant?.jti)));
  server.on('request', provider.callback());
  const visit: IdentityProvider['visit'] = async (address, login, claims) => {
    people.set(login, claims);
    const go = createBrowser(issuer);
    const loginForm = await go(address);
    const consentForm = await go(loginForm, { prompt: 'login', login, password: 'any' });
    return go(consentForm, { prompt: 'consent' });
  };
  return {
    issuer,
    jwksUrl: `${issuer}/jwks`,
    clientId: client.client_id,
    know: (login, claims) => void people.set(login, claims),
    visit,
    signIn: async (login, claims) => {
      const verifier = randomBytes(32).toString('base64url');
      const challenge = { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' };
      const asked = new URLSearchParams({ client_id: client.client_id, redirect_uri: ownReturn, response_type: 'code', scope: 'openid', ...challenge });
      const done = new URL(await visit(`${issuer}/auth?${asked}`, login, claims));
      const body = { grant_type: 'authorization_code', client_id: client.client_id, redirect_uri: ownReturn, code: done.searchParams.get('code')!, code_verifier: verifier };
      const response = await fetch(`${issuer}/token`, { method: 'POST', body: new URLSearchParams(body) });
      return ((await response.json()) as { access_token: string }).access_token;
    },
    forget: async () => {
      for (const grant of grants) await provider.RefreshToken.revokeByGrantId(grant);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
};
