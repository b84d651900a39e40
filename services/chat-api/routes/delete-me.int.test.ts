import { afterAll, beforeAll, expect, it } from 'vitest';
import { doErrands } from '../testing/mails.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

it('an account is deleted with everything of its user, who says so with their password; the others are told', async () => {
  const [user, other] = [await test.signUp(), await test.signUp()];
  for (const owner of [user, other]) await test.send('POST', '/tasks', owner, { body: { title: 'mine', due_local: '2026-12-01', recurrence: 'FREQ=DAILY' }, headers: { 'idempotency-key': 'k' } });
  await test.send('POST', '/chat', user, { body: { message: 'add milk' } });
  await test.send('PUT', '/auth/session', user, { body: { remember: true } });
  const remove = (password: string) => test.send('DELETE', '/me', user, { body: { password } });
  expect((await remove('a wrong one')).statusCode).toBe(403);
  expect((await test.send('GET', '/me', user)).statusCode).toBe(200);
  expect((await remove('correct horse')).statusCode).toBe(204);
  expect((await test.send('GET', '/me', user)).statusCode).toBe(401);
  expect((await test.send('POST', '/auth/login', null, { body: { email: user.email, password: 'correct horse' } })).statusCode).toBe(401);
  const events = (await test.events(user)).slice(-2);
  expect(events).toMatchObject([{ topic: 'task-events', type: 'user.deleted', data: { user_id: user.id } }, { topic: 'audit-log', data: { operation: 'user.deleted', actor: user.id } }]);
  const tables = ['tasks', 'messages', 'conversations', 'acts', 'idempotency_keys', 'sessions'];
  const left = await Promise.all(tables.map(async (table) => [table, await test.db.database.query(`select 1 from ${table} where user_id = $1`, [user.id])]));
  expect(left).toEqual(tables.map((table) => [table, []]));
  expect(await test.db.database.query('select 1 from users where id = $1', [user.id])).toEqual([]);
  expect((await doErrands(test)).filter(({ path }) => path.endsWith('/forget'))).toEqual([{ path: `internal/users/${user.id}/forget`, body: { cause: expect.any(String) } }]);
  expect((await test.send('GET', '/tasks', other)).json()).toMatchObject({ items: [{ title: 'mine' }] });
  expect((await test.send('POST', '/auth/register', null, { body: { email: user.email, password: 'another horse' } })).statusCode).toBe(201);
});
