import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({ addressLimit: 3, env: { TRUST_PROXY: '127.0.0.1' } });
});
afterAll(() => test.close());

const from = (address: string) => ({ 'x-forwarded-for': address });
let unknown = 0;
/** Each time another account, because failures at one account are counted too. */
const login = async (address: string): Promise<number> =>
  (await test.send('POST', '/auth/login', null, { body: { email: `never-${unknown++}@example.org`, password: 'wrong' }, headers: from(address) })).statusCode;
const register = (address: string, name: string) =>
  test.send('POST', '/auth/register', null, { body: { email: `${name}@example.org`, password: 'correct horse' }, headers: from(address) });

it('lets one address log in and register only so often, and says when again; others are not held up', async () => {
  expect([await login('203.0.113.7'), await login('203.0.113.7'), await login('203.0.113.7')]).toEqual([401, 401, 401]);
  expect(await login('203.0.113.7')).toBe(429);
  expect(await login('203.0.113.8')).toBe(401);

  const statuses: number[] = [];
  for (const name of ['a', 'b', 'c']) statuses.push((await register('203.0.113.9', name)).statusCode);
  const refused = await register('203.0.113.9', 'd');
  expect([...statuses, refused.statusCode]).toEqual([201, 201, 201, 429]);
  expect(refused.headers['content-type']).toBe('application/problem+json');
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await register('203.0.113.10', 'd')).statusCode).toBe(201);
});
