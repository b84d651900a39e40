import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';

let test: TestApp;
let ada: TestUser;
let admin: TestUser;
beforeAll(async () => {
  test = await createTestApp();
  [ada, admin] = [await test.signUp(), await test.signUp()];
  await test.db.database.query(`update users set role = 'admin' where id = $1`, [admin.id]);
});
afterAll(() => test.close());

const ask = async (ids: string, user: TestUser | null = admin) => {
  const response = await test.send('GET', `/users/names?ids=${ids}`, user);
  return { status: response.statusCode, body: response.json<{ items: unknown[] }>() };
};

it('names of users are told to administrators, the address where there is none, and nothing of who is unknown', async () => {
  await test.send('PATCH', '/me', ada, { body: { name: 'Ada' } });
  const { status, body } = await ask([ada.id, admin.id, newId()].join(','));
  expect(status).toBe(200);
  expect(body.items).toHaveLength(2);
  expect(body.items).toEqual(expect.arrayContaining([{ id: ada.id, name: 'Ada' }, { id: admin.id, name: admin.email }]));
});

it('names are told to nobody else, and a hundred at most', async () => {
  expect((await ask(ada.id, ada)).status).toBe(403);
  expect((await ask(ada.id, null)).status).toBe(401);
  expect((await ask(Array.from({ length: 101 }, newId).join(','))).status).toBe(400);
  expect((await ask('ada')).status).toBe(400);
});
