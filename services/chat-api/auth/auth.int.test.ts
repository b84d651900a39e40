import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';

let test: TestApp;
let user: TestUser;
beforeAll(async () => {
  test = await createTestApp();
  user = await test.signUp();
});
afterAll(() => test.close());

const post = (url: string, body: unknown) => test.send('POST', url, null, { body });
const fieldsOf = (response: { json<T>(): T }): string[] => response.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field);

describe('POST /auth/register', () => {
  it('makes a user and gives a token that works', async () => {
    const response = await post('/auth/register', { email: 'a@example.org', password: 'correct horse', name: 'Ann', time_zone: 'Asia/Tokyo' });
    expect(response.statusCode).toBe(201);
    const { token, user: made } = response.json<{ token: string; user: object }>();
    expect(made).toMatchObject({ email: 'a@example.org', name: 'Ann', time_zone: 'Asia/Tokyo', role: 'user' });
    expect(made).not.toHaveProperty('password_hash');
    expect((await test.send('GET', '/me', { ...user, token })).json()).toEqual(made);
  });

  it('keeps the password as argon2id', async () => {
    const [row] = await test.db.database.query<{ password_hash: string }>('select password_hash from users where id = $1', [user.id]);
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('takes an address once, in whatever case', async () => {
    const response = await post('/auth/register', { email: user.email.toUpperCase(), password: 'correct horse' });
    expect(response.statusCode).toBe(409);
    expect(response.headers['content-type']).toMatch('application/problem+json');
  });

  it('takes an address once, also at the same moment', async () => {
    const body = { email: 'twice@example.org', password: 'correct horse' };
    const statuses = (await Promise.all([post('/auth/register', body), post('/auth/register', body)])).map(({ statusCode }) => statusCode);
    expect(statuses.sort()).toEqual([201, 409]);
  });

  describe('with an Idempotency-Key', () => {
    const body = { email: 'once@example.org', password: 'correct horse', name: 'Once' };
    const register = (more: object, key: string | null = 'key-1') =>
      test.send('POST', '/auth/register', null, { body: { ...body, ...more }, ...(key === null ? {} : { headers: { 'idempotency-key': key } }) });

    it('answers a repetition as the first time, with a token that works', async () => {
      const [first, again] = [await register({}), await register({})];
      expect([first.statusCode, again.statusCode]).toEqual([201, 201]);
      expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([undefined, 'true']);
      const { token, user: made } = again.json<{ token: string; user: { id: string } }>();
      expect(made).toEqual(first.json<{ user: object }>().user);
      expect((await test.send('GET', '/me', { ...user, token })).json()).toEqual(made);
    });

    it('refuses who has another key or none, and who does not know the password', async () => {
      expect((await register({}, 'key-2')).statusCode).toBe(409);
      expect((await register({}, null)).statusCode).toBe(409);
      const guesses: number[] = [];
      for (let i = 0; i < 4; i++) guesses.push((await register({ password: `guess number ${i}` })).statusCode);
      expect(guesses).toEqual([409, 409, 409, 429]);
      await test.db.database.query('delete from login_attempts');
    });

    it('refuses another request with the same key', async () => {
      expect((await register({ name: 'Twice' })).statusCode).toBe(422);
      const other = await register({ email: 'other@example.org' });
      expect([other.statusCode, other.headers['idempotency-replayed']]).toEqual([201, undefined]);
    });

    it('keeps neither token nor password with it', async () => {
      const rows = await test.db.database.query<{ answer: string }>(`select answer from idempotency_keys where key = 'key-1'`);
      expect(rows.map(({ answer }) => answer)).toEqual(['', '']);
    });

    it('makes one user of two requests at the same moment, and answers both', async () => {
      const both = await Promise.all([register({ email: 'race@example.org' }), register({ email: 'race@example.org' })]);
      expect(both.map(({ statusCode }) => statusCode)).toEqual([201, 201]);
      expect(new Set(both.map((response) => response.json<{ user: { id: string } }>().user.id)).size).toBe(1);
    });
  });

  it.each([
    ['info@example.xn--p1ai', 'info@example.xn--p1ai'],
    ['  spaced@example.org ', 'spaced@example.org'],
    ['büro@Bücher.example', 'büro@xn--bcher-kva.example'],
  ])('takes the address %j as %s, at the login too', async (email, kept) => {
    const made = await post('/auth/register', { email, password: 'correct horse' });
    expect([made.statusCode, made.json<{ user: { email: string } }>().user.email]).toEqual([201, kept]);
    expect((await post('/auth/login', { email, password: 'correct horse' })).statusCode).toBe(200);
  });

  it.each(['a@b', 'a b@example.org', 'a@@example.org', 'a@exa mple.org', 'a\0@example.org', '@example.org', 'a@-.example..org', '"a"@example.org'])(
    'refuses the address %j',
    async (email) => expect(fieldsOf(await post('/auth/register', { email, password: 'correct horse' }))).toEqual(['email']),
  );

  it('guesses the order of day and month from the language, unless it is said', async () => {
    const orderOf = async (headers: Record<string, string>, said: object = {}) =>
      (await test.send('POST', '/auth/register', null, { headers, body: { email: `${newId()}@example.org`, password: 'correct horse', ...said } })).json<{
        user: { date_order: string | null };
      }>().user.date_order;
    expect(await orderOf({ 'accept-language': 'en-US,en;q=0.9' })).toBe('month_day');
    expect(await orderOf({ 'accept-language': 'en-US' }, { date_order: 'day_month' })).toBe('day_month');
    expect(await orderOf({ 'accept-language': 'en-US' }, { date_order: null })).toBeNull();
    expect(await orderOf({})).toBeNull();
  });

  it('names every bad field', async () => {
    const response = await post('/auth/register', { email: 'nobody', password: 'short', time_zone: 'Mars', role: 'admin', name: '' });
    expect(response.statusCode).toBe(400);
    expect(fieldsOf(response).sort()).toEqual(['email', 'name', 'password', 'role', 'time_zone']);
  });

  it.each([['password1', 'tried first'], ['Sunshine', 'tried first'], ['Guessed.Easily', 'your own address']])('refuses the password %s, and says why', async (password, why) => {
    const response = await post('/auth/register', { email: 'guessed.easily@example.org', password });
    expect([response.statusCode, response.json<{ detail: string }>().detail]).toEqual([400, expect.stringContaining(why)]);
  });

  it('makes the addresses of ADMIN_EMAILS administrators', async () => {
    const response = await post('/auth/register', { email: 'Admin@todo.local', password: 'correct horse' });
    expect(response.json()).toMatchObject({ user: { role: 'admin' } });
  });
});

describe('POST /auth/login', () => {
  it('gives a token to who knows the password', async () => {
    const response = await post('/auth/login', { email: user.email.toUpperCase(), password: 'correct horse' });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ user: { id: user.id } });
  });

  it('answers an unknown address and a wrong password alike', async () => {
    const [wrong, unknown] = await Promise.all([
      post('/auth/login', { email: user.email, password: 'wrong' }),
      post('/auth/login', { email: 'unknown@example.org', password: 'wrong' }),
    ]);
    expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401]);
    const { correlation_id: _one, ...said } = wrong.json<Record<string, unknown>>();
    expect(unknown.json()).toMatchObject(said);
  });

  it('makes an address wait after too many failures, known or not, even if they come at once', async () => {
    const other = await test.signUp();
    for (const email of [other.email, 'never@example.org']) {
      const tries = await Promise.all(Array.from({ length: 8 }, () => post('/auth/login', { email, password: 'wrong' })));
      expect(tries.map(({ statusCode }) => statusCode).sort()).toEqual([401, 401, 401, 429, 429, 429, 429, 429]);
      const waiting = await post('/auth/login', { email: email.toUpperCase(), password: 'correct horse' });
      expect(waiting.statusCode).toBe(429);
      expect(Number(waiting.headers['retry-after'])).toBeGreaterThan(800);
    }
  });

  it('forgets failures when the password is right, and after a quarter of an hour', async () => {
    const other = await test.signUp();
    const attempt = (password: string) => post('/auth/login', { email: other.email, password });
    const statuses: number[] = [];
    for (const password of ['wrong', 'wrong', 'correct horse', 'wrong', 'wrong', 'wrong']) statuses.push((await attempt(password)).statusCode);
    expect(statuses).toEqual([401, 401, 200, 401, 401, 401]);
    expect((await attempt('correct horse')).statusCode).toBe(429);
    await test.db.database.query(`update login_attempts set since = since - interval '16 minutes'`);
    expect((await attempt('correct horse')).statusCode).toBe(200);
  });

  it('names every bad field', async () => {
    expect(fieldsOf(await post('/auth/login', { email: 5 })).sort()).toEqual(['email', 'password']);
  });
});

describe('a token', () => {
  it('is needed', async () => {
    for (const url of ['/me', '/tasks', '/chat']) {
      const response = await test.send('GET', url, null);
      expect([response.statusCode, response.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    }
    expect((await test.send('GET', '/me', { ...user, token: `${user.token.slice(0, -4)}AAAA` })).statusCode).toBe(401);
  });

  it('is asked for before the body is looked at', async () => {
    expect((await test.send('POST', '/tasks', null, { body: { nonsense: true } })).statusCode).toBe(401);
  });

  it('can be verified by anyone with the published keys, which hold no secret', async () => {
    const response = await test.send('GET', '/.well-known/jwks.json', null);
    const { keys } = response.json<{ keys: Record<string, unknown>[] }>();
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatchObject({ kty: 'OKP', alg: 'EdDSA', use: 'sig' });
    expect(keys[0]).not.toHaveProperty('d');
  });

  it('of a user who is gone writes nothing', async () => {
    const gone = await test.signUp();
    await test.db.database.query('delete from users where id = $1', [gone.id]);
    expect((await test.send('POST', '/tasks', gone, { body: { title: 'x' } })).statusCode).toBe(401);
    expect((await test.send('GET', '/tasks', gone)).statusCode).toBe(401);
  });
});

describe('/me', () => {
  it('changes what is sent', async () => {
    expect((await test.send('PATCH', '/me', user, { body: { name: 'Bob' } })).json()).toMatchObject({ name: 'Bob', time_zone: 'Europe/Berlin' });
    expect((await test.send('PATCH', '/me', user, { body: { time_zone: 'UTC' } })).json()).toMatchObject({ name: 'Bob', time_zone: 'UTC' });
    expect((await test.send('PATCH', '/me', user, { body: { name: null } })).json()).toMatchObject({ name: null });
  });

  it('keeps how a user writes dates, until they say otherwise', async () => {
    const patch = async (body: object) => (await test.send('PATCH', '/me', user, { body })).json<{ date_order: string | null }>().date_order;
    expect([await patch({ date_order: 'month_day' }), await patch({ name: 'Ann' }), await patch({ date_order: null })]).toEqual(['month_day', 'month_day', null]);
  });

  it('names every bad field', async () => {
    expect(fieldsOf(await test.send('PATCH', '/me', user, { body: { time_zone: '+01:00', email: 'x@y.z' } })).sort()).toEqual(['email', 'time_zone']);
  });
});
