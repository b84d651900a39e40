import { currentSession, setSession } from './session.ts';
import { newTraceparent } from './trace.ts';

/** A request that failed: what happened, and what one can do about it. */
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

/** Whether the server may have done what it was asked, although no answer says so. */
export const mayHaveHappened = (error: unknown): boolean => error instanceof ApiError && (error.status === 0 || error.status >= 500);

let onSignedOut: (reason: string) => void = () => undefined;

/** Says what to do when the server no longer takes the token. */
export const whenSignedOut = (then: (reason: string) => void): void => {
  onSignedOut = then;
};

const toError = async (response: Response): Promise<ApiError> => {
  const { title, detail } = (await response.json().catch(() => ({}))) as { title?: string; detail?: string };
  return new ApiError(title ?? `The server answered ${response.status}`, detail ?? '', response.status);
};

/** A token that is refused belongs to the request that carried it, not to a sign-in meanwhile. */
const signOutAfter = (error: ApiError, token: string | undefined): void => {
  if (error.status !== 401 || token === undefined || currentSession()?.token !== token) return;
  setSession(null);
  onSignedOut(errorText(error));
};

const send = async (method: string, path: string, { body, headers = {} }: { body?: unknown; headers?: Record<string, string> }): Promise<Response> => {
  const token = currentSession()?.token;
  const response = await fetch(path, {
    method,
    headers: {
      traceparent: newTraceparent(),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new ApiError('The server cannot be reached', 'check the connection and try again', 0);
  });
  if (response.ok) return response;
  const error = await toError(response);
  signOutAfter(error, token);
  throw error;
};

type Query = Record<string, string | string[]>;

const searchOf = (query: Query): string =>
  new URLSearchParams(Object.entries(query).flatMap(([name, value]) => [value].flat().map((each) => [name, each]))).toString();

/** GETs JSON; several values of a name are several parameters. */
export const get = async <T>(path: string, query: Query = {}): Promise<T> => {
  const search = searchOf(query);
  return (await (await send('GET', search === '' ? path : `${path}?${search}`, {})).json()) as T;
};

/** GETs a file. */
export const download = async (path: string, query: Record<string, string>): Promise<Blob> =>
  (await send('GET', `${path}?${new URLSearchParams(query)}`, {})).blob();

/** POSTs JSON; with an idempotency key, the same request again has no second effect. */
export const post = async <T>(path: string, body?: unknown, idempotencyKey?: string): Promise<T> => {
  const headers: Record<string, string> = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
  return (await (await send('POST', path, { body, headers })).json()) as T;
};

/** DELETEs. */
export const remove = async (path: string): Promise<void> => void (await send('DELETE', path, {}));
