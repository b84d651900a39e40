// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { errorText, get, post, whenSignedOut } from './api.ts';
import { currentSession, setSession } from './session.ts';
import { serve } from './testing/fake-server.ts';
import type { User } from './types.ts';

const user: User = { id: 'u', email: 'ada@todo.local', name: null, time_zone: 'UTC', role: 'user' };
const signedOut = vi.fn<(reason: string) => void>();

beforeEach(() => {
  setSession({ token: 'old', user });
  signedOut.mockReset();
  whenSignedOut(signedOut);
});

const failure = (work: Promise<unknown>): Promise<string> => work.then(() => 'it worked', errorText);

describe('a request', () => {
  it('carries the token, the query, the key and a trace of its own', async () => {
    const asked = serve(() => ({ body: {} }));
    await get('/tasks', { status: ['TODO', 'DONE'], q: 'a b' });
    await post('/tasks', { title: 'x' }, 'key-1');
    expect(asked[0]).toMatchObject({ path: '/tasks?status=TODO&status=DONE&q=a+b', headers: { authorization: 'Bearer old' } });
    expect(asked[1]).toMatchObject({ method: 'POST', body: { title: 'x' }, headers: { 'idempotency-key': 'key-1' } });
    const traceparents = asked.map(({ headers }) => headers['traceparent']);
    for (const traceparent of traceparents) expect(traceparent).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-01$/);
    expect(new Set(traceparents).size).toBe(2);
  });

  it.each([
    [{ status: 0 }, 'The server cannot be reached: check the connection and try again.'],
    [{ status: 409, body: { title: 'Taken', detail: 'log in instead' } }, 'Taken: log in instead.'],
    [{ status: 500, body: { title: 'Something broke' } }, 'Something broke.'],
  ])('that fails with %j says what to do', async (answer, words) => {
    serve(() => answer);
    expect(await failure(get('/tasks'))).toBe(words);
  });
});

describe('a token that is refused', () => {
  it('ends the session and says why', async () => {
    serve(() => ({ status: 401, body: { title: 'A valid token is needed', detail: 'log in again' } }));
    await failure(get('/tasks'));
    expect(currentSession()).toBeNull();
    expect(signedOut).toHaveBeenCalledExactlyOnceWith('A valid token is needed: log in again.');
  });

  it('leaves a session alone that began meanwhile', async () => {
    serve(() => {
      setSession({ token: 'new', user });
      return { status: 401 };
    });
    await failure(get('/tasks'));
    expect(currentSession()?.token).toBe('new');
    expect(signedOut).not.toHaveBeenCalled();
  });
});
