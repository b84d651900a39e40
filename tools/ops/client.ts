import { Refused } from './errors.ts';

/** Where the system is and who is asking, from TODO_* variables. */
export interface Settings {
  url: string;
  token: string | undefined;
  email: string | undefined;
  password: string | undefined;
}

/** The HTTP interface of ops-service, as an administrator. */
export interface Client {
  get<T>(path: string, query?: Readonly<Record<string, string | undefined>>): Promise<T>;
  post<T>(path: string, body?: object): Promise<T>;
}

const timeoutMs = 30_000;

/** Reads the settings; throws a sentence that says what to set. */
export const readSettings = (env: Readonly<Record<string, string | undefined>>): Settings => {
  const { TODO_URL: url = 'http://localhost:3000', TODO_TOKEN: token, TODO_EMAIL: email, TODO_PASSWORD: password } = env;
  if (!URL.canParse(url)) throw new Refused(`TODO_URL must be an address such as http://localhost:3000, not ${url}`);
  if (!token && !(email && password)) {
    throw new Refused('Who are you? Set TODO_TOKEN, or TODO_EMAIL and TODO_PASSWORD of an administrator (locally admin@todo.local, once registered).');
  }
  return { url: url.replace(/\/+$/, ''), token: token || undefined, email, password };
};

interface ProblemDetails {
  title?: string;
  detail?: string;
}

const problemOf = (status: number, text: string): string => {
  try {
    const { title = `The system answers ${status}`, detail } = JSON.parse(text) as ProblemDetails;
    return detail === undefined ? title : `${title}: ${detail}`;
  } catch {
    return `The system answers ${status}`;
  }
};

const reasonOf = (error: unknown): string => {
  const { message, cause } = error as Error;
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : message;
};

const request = async (url: string, init: RequestInit): Promise<unknown> => {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) }).catch((error: unknown) => {
    throw new Refused(`${new URL(url).origin} does not answer (${reasonOf(error)}): is the system running (npm start), and is TODO_URL right?`);
  });
  const text = await response.text();
  if (!response.ok) throw new Refused(problemOf(response.status, text));
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new Refused(`${new URL(url).origin} does not answer with JSON: is TODO_URL right?`);
  }
};

const withJson = (body: object | undefined): RequestInit =>
  body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };

const logIn = async ({ url, email, password }: Settings): Promise<string> =>
  ((await request(`${url}/auth/login`, { method: 'POST', ...withJson({ email, password }) })) as { token: string }).token;

/** A client that logs in when needed. */
export const createClient = (settings: Settings): Client => {
  let token: Promise<string> | undefined;
  const call = async (path: string, init: RequestInit): Promise<unknown> => {
    token ??= settings.token === undefined ? logIn(settings) : Promise.resolve(settings.token);
    return request(`${settings.url}${path}`, { ...init, headers: { ...init.headers, authorization: `Bearer ${await token}` } });
  };
  return {
    get: async <T>(path: string, query: Readonly<Record<string, string | undefined>> = {}) => {
      const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
      const search = given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
      return (await call(`${path}${search}`, {})) as T;
    },
    post: async <T>(path: string, body?: object) => (await call(path, { method: 'POST', ...withJson(body) })) as T,
  };
};
