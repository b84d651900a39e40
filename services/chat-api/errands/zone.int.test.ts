import { afterAll, beforeAll, expect, it } from 'vitest';
import { doErrands } from '../testing/mails.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({ env: { CONFIRM_ADDRESSES: 'off' } });
});
afterAll(() => test.close());

it('tells of a new time zone until it is heard, however long notification-service is away', async () => {
  const user = await test.signUp();
  await test.send('PATCH', '/me', user, { body: { time_zone: 'Asia/Tokyo' } });
  const told = { path: `internal/users/${user.id}/zone-changed`, body: {} };
  for (let i = 0; i < 3; i++) expect(await doErrands(test, { isAway: true })).toEqual([told]);
  expect(await doErrands(test)).toEqual([told]);
  expect(await doErrands(test)).toEqual([]);
});

it('tells nothing where the change was refused, or was of something else', async () => {
  const user = await test.signUp();
  await test.send('PATCH', '/me', user, { body: { time_zone: 'Mars/Base' } });
  await test.send('PATCH', '/me', user, { body: { name: 'Ada' } });
  expect(await doErrands(test)).toEqual([]);
});
