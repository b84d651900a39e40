import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { appToken } from '../../../test/helpers/parts.ts';
import { doErrands } from '../testing/mails.ts';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

const post = (url: string, body: object) => test.send('POST', url, null, { body });
const isConfirmed = async (user: TestUser, where = test): Promise<boolean[]> => [
  (await where.send('GET', '/me', user)).json<{ confirmed: boolean }>().confirmed,
  (await where.send('GET', `/internal/users/${user.id}`, null, { headers: { 'dapr-api-token': appToken } })).json<{ confirmed: boolean }>().confirmed,
];

it('is asked for by a mail at sign-up, which says nothing that whoever signed up wrote', async () => {
  const email = `${newId()}@example.org`;
  await post('/auth/register', { email, password: 'correct horse', name: 'Cheap watches at example.com' });
  const asked = await doErrands(test);
  expect(asked).toEqual([{ path: 'internal/mails', body: { id: expect.any(String), kind: 'confirm', to: email, name: null, confirmed: false, secret: expect.any(String) } }]);
});

it('holds from when the link was followed, once', async () => {
  const user = await test.signUp();
  const [mail] = await doErrands(test);
  expect(await isConfirmed(user)).toEqual([false, false]);
  expect((await post('/auth/reset/confirm', { token: mail!.body.secret, password: 'battery staple' })).statusCode).toBe(410);
  expect((await post('/auth/confirm', { token: mail!.body.secret })).statusCode).toBe(204);
  expect(await isConfirmed(user)).toEqual([true, true]);
  expect((await post('/auth/confirm', { token: mail!.body.secret })).statusCode).toBe(410);
});

it('can be asked for again, not when it is done, and not without end', async () => {
  const user = await test.signUp();
  await doErrands(test);
  for (let i = 0; i < 6; i++) expect((await test.send('POST', '/me/confirmation', user)).statusCode).toBe(202);
  const mails = await doErrands(test);
  expect(mails).toHaveLength(4);
  await post('/auth/confirm', { token: mails[2]!.body.secret });
  expect((await test.send('POST', '/me/confirmation', user)).statusCode).toBe(409);
});

it('comes with a new password too: who reads the mails of an address has it', async () => {
  const user = await test.signUp();
  await doErrands(test);
  await post('/auth/reset', { email: user.email });
  const [mail] = await doErrands(test);
  expect(mail!.body).toMatchObject({ kind: 'reset', confirmed: false, name: null });
  await post('/auth/reset/confirm', { token: mail!.body.secret, password: 'battery staple' });
  const { token } = (await post('/auth/login', { email: user.email, password: 'battery staple' })).json<{ token: string }>();
  expect(await isConfirmed({ ...user, token })).toEqual([true, true]);
});

it('is not needed where the setting is off', async () => {
  const local = await createTestApp({ env: { CONFIRM_ADDRESSES: 'off' } });
  const user = await local.signUp();
  expect([await isConfirmed(user, local), await doErrands(local)]).toEqual([[true, true], []]);
  await local.close();
});
