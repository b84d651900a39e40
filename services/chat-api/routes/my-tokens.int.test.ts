import { createLocalJWKSet } from 'jose';
import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuth } from '#platform/http/auth';
import { errorHandler } from '#platform/http/error-handler';
import { gatewayRoutes } from '../gateway.ts';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

interface Made {
  id: string;
  token: string;
}

const make = async (user: TestUser, scope: string, more: object = {}): Promise<Made> => {
  const response = await test.send('POST', '/me/tokens', user, { body: { name: 'helper', scope, ...more } });
  expect([response.statusCode, response.headers['cache-control']]).toEqual([201, 'no-store']);
  return response.json<Made>();
};
const get = async (user: TestUser, token: string, url = '/tasks'): Promise<number> => (await test.send('GET', url, { ...user, token })).statusCode;

/** What is open to assistants; whatever is not named here is a person's alone. */
const open: Record<string, 'read' | 'write'> = {
  'GET /me': 'read', 'GET /tasks': 'read', 'GET /tasks/counts': 'read', 'GET /tasks/{id}': 'read', 'GET /tasks/{id}/occurrences': 'read',
  'GET /chat': 'read', 'POST /chat/preview': 'read', 'GET /undo': 'read', 'POST /mcp': 'read',
  'POST /chat': 'write', 'POST /tasks': 'write', 'POST /tasks/batch': 'write', 'PATCH /tasks/{id}': 'write', 'DELETE /tasks/{id}': 'write',
  'POST /tasks/{id}/complete': 'write', 'POST /tasks/{id}/reopen': 'write', 'POST /undo': 'write', 'POST /redo': 'write',
};

interface Described {
  paths: Record<string, Record<string, { security?: unknown }>>;
}

describe('the token of an assistant', () => {
  it.each(['read', 'write'] as const)('with the scope %s works as far as its scope goes, on each route there is', async (scope) => {
    const user = await test.signUp();
    const { token } = await make(user, scope);
    const { paths } = (await test.send('GET', '/openapi.json', null)).json<Described>();
    // What other services answer refuses every assistant, as the last test here says.
    const own = Object.entries(paths).filter(([path]) => !Object.keys(gatewayRoutes).some((prefix) => path.startsWith(prefix)));
    const routes = own.flatMap(([path, methods]) => Object.entries(methods).filter(([, { security }]) => security !== undefined).map(([method]) => [method.toUpperCase(), path] as const));
    expect(routes.length).toBeGreaterThan(25);
    for (const [method, path] of routes) {
      const { statusCode } = await test.send(method as 'GET', path.replaceAll('{id}', user.id), { ...user, token }, method === 'GET' ? {} : { body: {} });
      const needed = open[`${method} ${path}`];
      expect([`${method} ${path}`, statusCode === 403]).toEqual([`${method} ${path}`, needed === undefined || (scope === 'read' && needed === 'write')]);
    }
  });

  it('changes tasks, and its user is who did it', async () => {
    const user = await test.signUp();
    const { token } = await make(user, 'write');
    expect((await test.send('POST', '/tasks', { ...user, token }, { body: { title: 'by an assistant' } })).statusCode).toBe(201);
    expect((await test.events(user, 'audit-log')).at(-1)!.data).toMatchObject({ actor: user.id, operation: 'task.created' });
  });

  it('is shown once and kept as a digest', async () => {
    const user = await test.signUp();
    const { token, id } = await make(user, 'read');
    expect(token).toMatch(/^todo_[\w-]{43}$/);
    const { items } = (await test.send('GET', '/me/tokens', user)).json<{ items: object[] }>();
    expect(items).toEqual([{ id, name: 'helper', scope: 'read', created_at: expect.any(String), used_at: null, expires_at: expect.any(String) }]);
    expect(JSON.stringify([await test.db.database.query('select encode(digest, $1) as kept from access_tokens', ['escape']), await test.events(user)])).not.toContain(token.slice(5));
    expect((await test.events(user, 'audit-log')).map(({ data }) => data['operation'])).toContain('token.created');
  });

  it('says when it was used', async () => {
    const user = await test.signUp();
    await get(user, (await make(user, 'read')).token);
    expect((await test.send('GET', '/me/tokens', user)).json<{ items: { used_at: string | null }[] }>().items[0]!.used_at).not.toBeNull();
  });

  it('ends at its time, or when its owner ends it, and nobody else', async () => {
    const user = await test.signUp();
    const { token, id } = await make(user, 'read', { expires_in_days: 1 });
    expect((await test.send('DELETE', `/me/tokens/${id}`, await test.signUp())).statusCode).toBe(404);
    expect(await get(user, token)).toBe(200);
    await test.db.database.query(`update access_tokens set expires_at = now() - interval '1 second' where id = $1`, [id]);
    expect(await get(user, token)).toBe(401);
    await test.db.database.query(`update access_tokens set expires_at = now() + interval '1 hour' where id = $1`, [id]);
    expect(await get(user, token)).toBe(200);
    expect((await test.send('DELETE', `/me/tokens/${id}`, user)).statusCode).toBe(204);
    expect(await get(user, token)).toBe(401);
  });

  it('is one of twenty at most', async () => {
    const user = await test.signUp();
    for (let i = 0; i < 20; i++) await make(user, 'read');
    const refused = await test.send('POST', '/me/tokens', user, { body: { name: 'one more', scope: 'read' } });
    expect([refused.statusCode, refused.json<{ detail: string }>().detail]).toEqual([409, 'remove one of the 20 first']);
  });

  it.each([{ scope: 'admin' }, { scope: 'read', name: '' }, { scope: 'read', expires_in_days: 366 }])('is not made of %j', async (wish) => {
    expect((await test.send('POST', '/me/tokens', await test.signUp(), { body: { name: 'helper', ...wish } })).statusCode).toBe(400);
  });

  it('is refused by every other service', async () => {
    const user = await test.signUp();
    const { token } = await make(user, 'write');
    const other = fastify();
    other.setErrorHandler(errorHandler);
    other.get('/theirs', { onRequest: createAuth(createLocalJWKSet({ keys: [] }), { issuer: 'test' }).requireUser }, async () => 'seen');
    const response = await other.inject({ url: '/theirs', headers: { authorization: `Bearer ${token}` } });
    expect([response.statusCode, response.json<{ title: string }>().title]).toEqual([403, 'An assistant may not do this']);
    await other.close();
  });
});
