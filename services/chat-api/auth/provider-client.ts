import * as oidc from 'openid-client';
import { Problem } from '#platform/http/problem';

/** What the browser keeps of a sign-in at the provider until it comes back. */
export interface Departure {
  state: string;
  nonce: string;
  verifier: string;
}

/**
 * What the provider gives: a token to send with requests, and one to get the next with,
 * where it gives one.
 */
export interface Grant {
  token: string;
  refresh: string | null;
}

/**
 * chat-api as a client of the identity provider, on behalf of the page: authorization code
 * with PKCE.
 */
export interface ProviderClient {
  /** Where to send the browser, and what it has to keep meanwhile. */
  depart(returnTo: string): Promise<{ address: string; departure: Departure }>;
  /** Exchanges the code with which the browser came back. */
  arrive(address: URL, departure: Departure): Promise<Grant>;
  /** A new token. */
  renew(refresh: string): Promise<Grant>;
}

export interface ProviderOptions {
  issuer: string;
  clientId: string;
  clientSecret: string | undefined;
  scope: string;
  /** The provider may be reached without TLS: on a developer's own machine. */
  insecure: boolean;
}

/** How long the provider may take for an answer, in seconds. */
const patienceSeconds = 5;

/** The provider says no to this sign-in; any other failure means that it is unavailable. */
const refusals = new Set(['OAUTH_RESPONSE_BODY_ERROR', 'OAUTH_AUTHORIZATION_RESPONSE_ERROR', 'OAUTH_INVALID_RESPONSE', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED']);

const refusedAs = (error: unknown): Problem =>
  refusals.has((error as { code?: string }).code ?? '')
    ? new Problem(401, 'The identity provider refuses this', { detail: `sign in again: ${(error as Error).message}` })
    : new Problem(503, 'The identity provider does not answer', { detail: 'try again in a few seconds', headers: { 'retry-after': '5' } });

const asked = <T>(work: Promise<T>): Promise<T> => work.catch((error: unknown) => Promise.reject(refusedAs(error)));

const grantOf = ({ access_token, refresh_token }: { access_token: string; refresh_token?: string }, before: string | null): Grant => ({ token: access_token, refresh: refresh_token ?? before });

/** Discovers the provider when it is first needed, and again after a failure. */
export const createProviderClient = ({ issuer, clientId, clientSecret, scope, insecure }: ProviderOptions): ProviderClient => {
  const options = { timeout: patienceSeconds, ...(insecure && { execute: [oidc.allowInsecureRequests] }) };
  let known: Promise<oidc.Configuration> | undefined;
  const provider = (): Promise<oidc.Configuration> => {
    known ??= asked(oidc.discovery(new URL(issuer), clientId, clientSecret, clientSecret === undefined ? oidc.None() : undefined, options));
    known.catch(() => (known = undefined));
    return known;
  };
  return {
    depart: async (returnTo) => {
      const departure = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
      const address = oidc.buildAuthorizationUrl(await provider(), {
        redirect_uri: returnTo, scope, state: departure.state, nonce: departure.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(departure.verifier), code_challenge_method: 'S256',
        // Some providers issue a refresh token only then.
        ...(scope.split(' ').includes('offline_access') && { prompt: 'consent' }),
      });
      return { address: address.href, departure };
    },
    arrive: async (address, { state, nonce, verifier }) =>
      grantOf(await asked(oidc.authorizationCodeGrant(await provider(), address, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true })), null),
    renew: async (refresh) => grantOf(await asked(oidc.refreshTokenGrant(await provider(), refresh)), refresh),
  };
};
