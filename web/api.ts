import { closeSession, currentToken, renewToken, user } from './session.ts';
import { newTraceparent } from './trace.ts';

/** A request that failed: what happened, and what the person can do about it. */
export class ApiError extends Error {
  readonly detail: string;
  readonly status: number;

  constructor(title: string, detail: string, status: number) {
    super(title);
    this.detail = detail;
    this.status = status;
  }
}

/** An error as one sentence or two for a person. */
export const errorText = (error: unknown): string => {
  if (!(error instanceof ApiError)) return 'Something went wrong in this page. Reload it and try again.';
  return error.detail === '' ? `${error.message}.` : `${error.message}: ${error.detail}.`;
};

/** Whether the server may have done what it was asked even though no answer says so. */
export const mayHaveHappened = (error: unknown): boolean => error instanceof ApiError && (error.status === 0 || error.status >= 500);

const toError = async (response: Response): Promise<ApiError> => {
  const { title, detail } = (await response.json().catch(() => ({}))) as { title?: string; detail?: string };
  return new ApiError(title ?? `The server answered ${response.status}`, detail ?? '', response.status);
};

const unreachable = (): ApiError => new ApiError('The server cannot be reached', 'check the connection and try again', 0);

interface Sending {
  body?: unknown;
  headers?: Record<string, string>;
}

const attempt = (method: string, path: string, { body, headers = {} }: Sending, token: string | null): Promise<Response> =>
  fetch(path, {
    method,
    headers: {
      traceparent: newTraceparent(),
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw unreachable();
  });

const renewed = (): Promise<string | null> =>
  renewToken().catch(() => {
    throw unreachable();
  });

const signedOut = 'You were signed out. Sign in again: what was not sent yet is kept in this browser';

/** Ends the session, and gives the caller an error that says so. */
const leave = (): ApiError => {
  closeSession(`${signedOut}.`);
  return new ApiError(signedOut, '', 401);
};

/** The token to send; a person who signed in earlier gets one through this browser's session. */
const tokenFor = async (): Promise<string | null> => {
  if (currentToken() !== null || user.value === null) return currentToken();
  const token = await renewed();
  if (token === null) throw leave();
  return token;
};

/** Sends a request; if its token has expired meanwhile, sends it once more with a new one. */
const send = async (method: string, path: string, sending: Sending): Promise<Response> => {
  const token = await tokenFor();
  const response = await attempt(method, path, sending, token);
  if (response.ok) return response;
  if (response.status !== 401 || user.value === null) throw await toError(response);
  // A refused token belongs to the request that carried it; somebody may have signed in
  // since.
  const fresh = currentToken() !== token ? currentToken() : await renewed();
  if (fresh === null) throw leave();
  const again = await attempt(method, path, sending, fresh);
  if (again.ok) return again;
  throw await toError(again);
};

const fromJson = <T>(text: string): T => (text === '' ? null : JSON.parse(text)) as T;

type Query = Record<string, string | string[]>;

const searchOf = (query: Query): string =>
  new URLSearchParams(Object.entries(query).flatMap(([name, value]) => [value].flat().map((each) => [name, each]))).toString();

/** GETs JSON; several values of one name become several parameters. */
export const get = async <T>(path: string, query: Query = {}): Promise<T> => {
  const search = searchOf(query);
  return (await (await send('GET', search === '' ? path : `${path}?${search}`, {})).json()) as T;
};

/** GETs a file. */
export const download = async (path: string, query: Record<string, string>): Promise<Blob> =>
  (await send('GET', `${path}?${new URLSearchParams(query)}`, {})).blob();

/** POSTs JSON; with an idempotency key, repeating the request has no further effect. */
export const post = async <T>(path: string, body?: unknown, idempotencyKey?: string): Promise<T> => {
  const headers: Record<string, string> = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
  return (await (await send('POST', path, { body, headers })).json()) as T;
};

/**
 * POSTs JSON without a token, for routes that need none, such as those for links of mails:
 * it works even if a session has ended.
 */
export const postOpenly = async <T>(path: string, body?: unknown): Promise<T> => {
  const response = await attempt('POST', path, { body }, null);
  if (!response.ok) throw await toError(response);
  return fromJson<T>(await response.text());
};

/** Sends JSON by any method; an empty answer is null. */
export const request = async <T>(method: string, path: string, sending: Sending = {}): Promise<T> => fromJson<T>(await (await send(method, path, sending)).text());
