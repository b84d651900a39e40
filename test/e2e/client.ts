import { randomBytes } from 'node:crypto';
import type { Task } from '#contracts/task';

/** An answer of the API; a body that is not JSON is null. */
export interface Answer<T> {
  status: number;
  body: T;
  headers: Headers;
}

/** A person with an account, who talks to the public origin. */
export interface Person {
  id: string;
  token: string;
  call<T = Record<string, unknown>>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  addTask(title: string, more?: object): Promise<Task>;
  say(message: string): Promise<{ reply: string; actions: unknown[]; choices: unknown[] }>;
}

const request = async <T>(url: string, method: string, token: string | undefined, options: { body?: unknown; headers?: Record<string, string> }): Promise<Answer<T>> => {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, body: (isJson && text !== '' ? JSON.parse(text) : null) as T, headers: response.headers };
};

const expectStatus = <T>({ status, body }: Answer<T>, expected: number): T => {
  if (status !== expected) throw new Error(`expected ${expected}, got ${status}: ${JSON.stringify(body)}`);
  return body;
};

const personOf = (origin: string, { token, user }: { token: string; user: { id: string } }): Person => {
  const call: Person['call'] = (method, path, body, headers = {}) => request(`${origin}${path}`, method, token, { body, headers });
  return {
    id: user.id,
    token,
    call,
    addTask: async (title, more = {}) => expectStatus(await call<Task>('POST', '/tasks', { title, ...more }), 201),
    say: async (message) => expectStatus(await call('POST', '/chat', { message }), 200),
  };
};

/** The password of everybody in the tests. */
export const password = 'correct horse battery staple';

/** Signs a new person up. */
export const signUp = async (origin: string, more: object = {}, email = `${randomBytes(6).toString('hex')}@todo.local`): Promise<Person> => {
  const answer = await request<{ token: string; user: { id: string } }>(`${origin}/auth/register`, 'POST', undefined, {
    body: { email, password, time_zone: 'Europe/Berlin', ...more },
  });
  return personOf(origin, expectStatus(answer, 201));
};

/** The administrator that exists in development. */
export const signInAdmin = async (origin: string): Promise<Person> => {
  const email = 'admin@todo.local';
  const answer = await request<{ token: string; user: { id: string } }>(`${origin}/auth/login`, 'POST', undefined, { body: { email, password } });
  return answer.status === 200 ? personOf(origin, answer.body) : signUp(origin, {}, email);
};
