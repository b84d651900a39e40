import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { doErrands } from '../testing/mails.ts';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';

let test: TestApp;
let now: string | undefined;
beforeAll(async () => {
  test = await createTestApp({ env: { CONFIRM_ADDRESSES: 'off' }, now: () => now ?? new Date().toISOString() });
});
afterAll(() => test.close());

let networks = 0;
const freshNetwork = (): string => `10.${Math.floor(networks / 256)}.${networks++ % 256}.1`;
const post = (url: string, body: object, remoteAddress = freshNetwork()) => test.app.inject({ method: 'POST', url, payload: body, remoteAddress });
const ask = (email: string, remoteAddress?: string) => post('/auth/reset', { email }, remoteAddress);
const login = async (email: string, password: string): Promise<number> => (await post('/auth/login', { email, password })).statusCode;
const secretFor = async (user: TestUser): Promise<string> => {
  await ask(user.email);
  return (await doErrands(test)).find(({ body }) => body.to === user.email)!.body.secret!;
};
const choose = async (token: string, password = 'battery staple'): Promise<number> => (await post('/auth/reset/confirm', { token, password })).statusCode;
const newRows = () => test.db.database.query('select what, tries from errands');

describe('asking for a new password', () => {
  it('is answered alike, and writes alike, whether anybody has the address', async () => {
    const { email } = await test.signUp();
    await doErrands(test);
    const shownFor = async (address: string): Promise<unknown> => {
      const { statusCode, body, headers } = await ask(address);
      const { 'x-correlation-id': _each, date: _now, ...same } = headers;
      const shown = { statusCode, body, same, rows: await newRows() };
      await test.db.database.query('delete from errands');
      return shown;
    };
    const [known, unknown] = [await shownFor(email), await shownFor(`${newId()}@example.org`)];
    expect(known).toEqual(unknown);
    expect(known).toMatchObject({ statusCode: 202, rows: [{ what: 'reset', tries: 0 }] });
  });

  it('sends a mail to who has the address, in whatever case, and none to who has not', async () => {
    const { email } = await test.signUp();
    await ask(email.toUpperCase());
    await ask(`${newId()}@example.org`);
    expect(await doErrands(test)).toEqual([{ path: 'internal/mails', body: expect.objectContaining({ kind: 'reset', to: email, secret: expect.stringMatching(/^[\w-]{43}$/) }) }]);
    expect(await newRows()).toEqual([]);
  });

  it('is not lost while notification-service is away, and leaves no secret behind', async () => {
    const user = await test.signUp();
    await ask(user.email);
    const [failed] = await doErrands(test, { isAway: true });
    const [sent] = await doErrands(test);
    expect([failed!.body.id, failed!.body.to]).toEqual([sent!.body.id, sent!.body.to]);
    const everything = JSON.stringify([await test.db.database.query('select * from errands'), await test.db.database.query('select * from mailed_secrets'), await test.db.database.query('select event from outbox')]);
    expect(everything).not.toContain(sent!.body.secret);
    expect(await choose(sent!.body.secret!)).toBe(204);
  });

  it('brings an address no more than five mails a day, without saying so, and a network no more than sixty requests an hour', async () => {
    const user = await test.signUp();
    const statuses: number[] = [];
    for (let i = 0; i < 7; i++) statuses.push((await ask(user.email)).statusCode);
    expect([new Set(statuses), (await doErrands(test)).length]).toEqual([new Set([202]), 5]);
    const network = freshNetwork();
    for (let i = 0; i < 60; i++) expect((await ask(`${newId()}@example.org`, network)).statusCode).toBe(202);
    const refused = await ask(user.email, network);
    expect([refused.statusCode, Number(refused.headers['retry-after']) > 0]).toEqual([429, true]);
  });

  it('brings no more mails where the account is deleted and made anew', async () => {
    const user = await test.signUp();
    for (let i = 0; i < 5; i++) await ask(user.email);
    await test.send('DELETE', '/me', user, { body: { password: 'correct horse' } });
    await post('/auth/register', { email: user.email, password: 'correct horse' });
    await doErrands(test);
    await ask(user.email);
    expect(await doErrands(test)).toEqual([]);
  });
});

describe('a new password by mail', () => {
  it('ends every session, every assistant and every other link', async () => {
    const user = await test.signUp();
    const cookie = String((await test.send('PUT', '/auth/session', user, { body: { remember: true } })).headers['set-cookie']).split(';')[0]!;
    const assistant = (await test.send('POST', '/me/tokens', user, { body: { name: 'helper', scope: 'read' } })).json<{ token: string }>().token;
    const [earlier, later] = [await secretFor(user), await secretFor(user)];
    expect(await choose(later)).toBe(204);
    expect([await login(user.email, 'correct horse'), await login(user.email, 'battery staple')]).toEqual([401, 200]);
    for (const token of [user.token, assistant]) expect((await test.send('GET', '/tasks', { ...user, token })).statusCode).toBe(401);
    expect((await test.send('POST', '/auth/session', null, { headers: { cookie } })).statusCode).toBe(401);
    expect([await choose(later), await choose(earlier)]).toEqual([410, 410]);
    expect((await test.events(user, 'audit-log')).at(-1)!.data).toMatchObject({ operation: 'password.reset', before: null, after: null });
  });

  it('works once, also at the same moment', async () => {
    const secret = await secretFor(await test.signUp());
    expect((await Promise.all([choose(secret), choose(secret), choose(secret)])).sort()).toEqual([204, 410, 410]);
  });

  it('works for an hour', async () => {
    const user = await test.signUp();
    const secret = await secretFor(user);
    now = new Date(Date.now() + 61 * 60_000).toISOString();
    expect(await choose(secret)).toBe(410);
    now = undefined;
    expect(await choose(secret)).toBe(204);
  });

  it('waits for nobody who guessed the old one from there', async () => {
    const user = await test.signUp();
    const network = freshNetwork();
    for (let i = 0; i < 5; i++) await post('/auth/login', { email: user.email, password: 'a guess' }, network);
    expect((await post('/auth/reset/confirm', { token: await secretFor(user), password: 'battery staple' }, network)).statusCode).toBe(204);
    expect((await post('/auth/login', { email: user.email, password: 'battery staple' }, network)).statusCode).toBe(200);
  });

  it('is not chosen by opening its link, nor by what is no secret, a secret for something else, or a bad password', async () => {
    const user = await test.signUp();
    const secret = await secretFor(user);
    for (const method of ['GET', 'HEAD'] as const) {
      for (const url of ['/auth/reset', '/auth/reset/confirm', '/auth/confirm']) expect((await test.app.inject({ method, url: `${url}?token=${secret}` })).statusCode).toBe(404);
    }
    expect(await choose('x'.repeat(43))).toBe(410);
    expect(await choose('short')).toBe(400);
    expect((await post('/auth/confirm', { token: secret })).statusCode).toBe(410);
    for (const bad of ['short', 'Password1', user.email]) expect(await choose(secret, bad)).toBe(400);
    expect(await login(user.email, 'correct horse')).toBe(200);
    expect(await choose(secret)).toBe(204);
  });
});
