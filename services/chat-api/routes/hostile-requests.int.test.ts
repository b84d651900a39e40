import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';

let test: TestApp;
let user: TestUser;
let port: number;
beforeAll(async () => {
  test = await createTestApp();
  user = await test.signUp();
  await test.app.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = test.app.server.address() as AddressInfo);
});
afterAll(() => test.close());

interface Answer {
  status: number;
  type: string | undefined;
  detail: string | undefined;
}

/** Writes bytes to the server, whatever they are, and reads what it says until it hangs up. */
const write = async (...bytes: (string | Buffer)[]): Promise<Answer> => {
  const socket = connect(port, '127.0.0.1');
  for (const part of bytes) socket.write(part);
  const [head = '', ...body] = (await text(socket)).split('\r\n\r\n');
  const { detail } = (head.includes('problem+json') ? JSON.parse(body.join('')) : {}) as { detail?: string };
  return { status: Number(head.split(' ')[1]), type: /^content-type: ([^;\r]+)/m.exec(head)?.[1], detail };
};

const send = (line: string, body: string | Buffer = '', more: Record<string, string> = {}): Promise<Answer> => {
  const headers = { host: 'x', connection: 'close', authorization: `Bearer ${user.token}`, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...more };
  return write(`${line} HTTP/1.1\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`, body);
};

const problem = (status: number, detail: RegExp) => ({ status, type: 'application/problem+json', detail: expect.stringMatching(detail) });
const task = (more: object): string => JSON.stringify({ title: 'x', ...more });

describe('a body that is no task is refused with what is wrong', () => {
  it.each<[what: string, body: string | Buffer, detail: RegExp]>([
    ['a list', '[]', /expected object/], ['null', 'null', /expected object/], ['a number', '5', /expected object/], ['nothing', '', /expected object/],
    ['blanks', '  ', /not JSON/], ['half of one', '{"title":', /not JSON/], ['more than one', '{"title":"a"}{}', /not JSON/], ['JavaScript', '{title:"a"}', /not JSON/], ['NaN', '{"title":NaN}', /not JSON/],
    ['a prototype', '{"title":"a","__proto__":{"admin":true}}', /__proto__/], ['a constructor', '{"title":"a","constructor":{"prototype":{}}}', /constructor\.prototype/],
    ['one that is compressed', gzipSync('{"title":"a"}'), /not UTF-8/], ['Latin-1', Buffer.from('{"title":"café"}', 'latin1'), /not UTF-8/], ['UTF-16', Buffer.from('{"title":"a"}', 'utf16le'), /not JSON/],
    ['one nested deeply', `{"title":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, /title: .*received array/],
    ['a number beyond all', '{"title":1e999}', /title: .*expected string/], ['half a character', '{"title":"\\ud800"}', /title: must be well-formed/], ['a NUL', '{"title":"\\u0000"}', /title: must be well-formed/],
    ['a bell', '{"title":"\\u0007"}', /control character/], ['a title that shows nothing', '{"title":"\\u200b\\u202e "}', /title: must not be blank/],
    ['a reminder before time', task({ reminders: [1e308] }), /reminders\.0/], ['a thousand reminders', task({ reminders: Array(1_000).fill(5) }), /reminders: Too big/], ['a date that no calendar has', task({ due_local: '2026-02-30' }), /calendar/],
    ['an hour that no clock has', task({ due_local: '2026-12-01T25:00' }), /due_local/], ['a zone of nowhere', task({ due_local: '2026-12-01', time_zone: '../../etc/passwd' }), /IANA/],
    ['a repetition without end in steps of nothing', task({ due_local: '2026-12-01', recurrence: 'FREQ=DAILY;INTERVAL=0' }), /recurrence/], ['a repetition each second', task({ due_local: '2026-12-01', recurrence: 'FREQ=SECONDLY' }), /recurrence/],
    ['what is not theirs to say', task({ user_id: 'somebody', version: 5 }), /user_id: is not a known field.*version/],
  ])('%s', async (_what, body, detail) => expect(await send('POST /tasks', body)).toEqual(problem(400, detail)));

  it('by the chat too, which would lose half a character', async () => expect(await send('POST /chat', '{"message":"add \\ud83d"}')).toEqual(problem(400, /message: must be well-formed/)));
});

describe('what is around a body', () => {
  it.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/json, text/plain', 'json', '*/*', 'application/json; charset=utf-16', 'application/json; charset="iso-8859-1"'])('is refused where it says %s', async (type) =>
    expect(await send('POST /tasks', task({}), { 'content-type': type })).toEqual(problem(415, /application\/json/)));

  it.each(['application/json;charset=UTF-8', 'application/json; charset="utf-8"', 'APPLICATION/JSON'])('is taken where it says %s', async (type) => expect((await send('POST /tasks', task({}), { 'content-type': type })).status).toBe(201));

  it('may be longer than it is allowed to be, or lie about its length', async () => {
    expect(await send('POST /tasks', '', { 'content-length': '99999999999' })).toEqual(problem(413, /1 MiB/));
    for (const length of ['-5', 'many', '5']) expect(await send('POST /tasks', task({}), { 'content-length': length })).toEqual(problem(400, /length/));
    expect(await send('POST /tasks', '0\r\n\r\n', { 'transfer-encoding': 'chunked' })).toEqual(problem(400, /length/));
  });
});

describe('a request that is none is answered as any other error', () => {
  it.each([['a handshake of TLS', '\u0016\u0003\u0001\r\n\r\n'], ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'], ['an unknown method', 'FOO /tasks HTTP/1.1\r\nhost: x\r\n\r\n'], ['a header without a name', 'GET /tasks HTTP/1.1\r\nhost: x\r\n: y\r\n\r\n'], ['letters beyond ASCII in a path', 'GET /é HTTP/1.1\r\nhost: x\r\n\r\n']])('%s', async (_what, bytes) =>
    expect(await write(bytes)).toEqual(problem(400, /method, path, headers/)));

  it('too many headers', async () => expect(await send('GET /tasks', '', { 'x-more': 'y'.repeat(20_000) })).toEqual(problem(431, /fewer/)));

  it('a path that is too long', async () => expect(await send(`GET /tasks/${'x'.repeat(101)}`)).toEqual(problem(414, /100 characters/)));

  it.each(['/tasks/%ff', '/tasks/%', '/tasks/%zz'])('the path %s', async (path) => expect(await send(`GET ${path}`)).toEqual(problem(400, /UTF-8/)));
});

describe('addresses', () => {
  it.each(['/tasks/%00', '/tasks/%2e%2e%2fme', '/tasks/not-a-uuid', '/tasks/', '/tasks?limit=1.5', '/tasks?limit=99999999999999999999', '/tasks?limit=5&limit=6', '/tasks?q[]=x', '/tasks?__proto__=1', '/tasks?cursor=x', '/tasks?sort=due&cursor=9999-99-99T99:99:99.999Z_00000000-0000-0000-0000-000000000000', '/tasks?sort=priority&cursor=00000000-0000-0000-0000-000000000000'])('%s is refused with what is wrong', async (path) =>
    expect(await send(`GET ${path}`)).toEqual(problem(400, /./)));

  it.each(['/tasks/../me', '//tasks', '/TASKS', '/tasks;x=1', '/tasks%3flimit=1', '/metrics/', '/events/task.created'])('%s is nowhere', async (path) => expect(await send(`GET ${path}`)).toMatchObject({ status: 404, type: 'application/problem+json' }));
});

describe('If-Match', () => {
  it.each(['1', '', '""x', "'1'", '"1', 'W/1'])('is refused where it is no ETag: %s', async (tag) => {
    const { id } = (await test.send('POST', '/tasks', user, { body: { title: 'matched' } })).json<{ id: string }>();
    expect(await send(`PATCH /tasks/${id}`, task({}), { 'if-match': tag })).toEqual(problem(400, /if-match: must be an ETag/));
  });

  it.each([['*', 200], ['"1"', 200], ['W/"1"', 200], ['"7", "1"', 200], ['"2"', 412], ['"1.0"', 412], ['"99999999999999999999"', 412], ['""', 412]])('%s is answered %i at version 1', async (tag, status) => {
    const { id } = (await test.send('POST', '/tasks', user, { body: { title: 'matched' } })).json<{ id: string }>();
    expect((await send(`PATCH /tasks/${id}`, task({}), { 'if-match': tag })).status).toBe(status);
  });
});

describe('many at once', () => {
  const statuses = async (count: number, ask: (i: number) => ReturnType<TestApp['send']>): Promise<Record<number, number>> => {
    const answers = await Promise.all(Array.from({ length: count }, (_, i) => ask(i)));
    return answers.reduce<Record<number, number>>((counts, { statusCode }) => ({ ...counts, [statusCode]: (counts[statusCode] ?? 0) + 1 }), {});
  };
  const listed = async (who: TestUser): Promise<number> => (await test.send('GET', '/tasks', who)).json<{ items: object[] }>().items.length;

  it('of one Idempotency-Key make one task, and other bodies are told so', async () => {
    const ada = await test.signUp();
    const post = (title: string) => test.send('POST', '/tasks', ada, { body: { title }, headers: { 'idempotency-key': 'one' } });
    expect(await statuses(30, (i) => post(`task ${i}`))).toEqual({ 201: 1, 422: 29 });
    expect(await listed(ada)).toBe(1);
    expect((await test.send('POST', '/chat', ada, { body: { message: 'add milk' }, headers: { 'idempotency-key': 'one' } })).statusCode).toBe(422);
  });

  it('of one user wait their turn, and those beyond a hundred are told to come again', async () => {
    const ada = await test.signUp();
    const { 201: made = 0, 429: later = 0, ...others } = await statuses(200, (i) => test.send('POST', '/tasks', ada, { body: { title: `task ${i}` } }));
    expect(others).toEqual({});
    // Three are worked on; whoever asks as one of them ends takes a place that became free.
    expect([made >= 103, later > 0, made + later]).toEqual([true, true, 200]);
    expect((await test.db.database.query('select 1 from tasks where user_id = $1', [ada.id])).length).toBe(made);
  });

  it('changes of one version leave one, completions and deletions of one task happen once', async () => {
    const ada = await test.signUp();
    const { id } = (await test.send('POST', '/tasks', ada, { body: { title: 'once' } })).json<{ id: string }>();
    expect(await statuses(50, (i) => test.send('PATCH', `/tasks/${id}`, ada, { body: { title: `once ${i}` }, headers: { 'if-match': '"1"' } }))).toEqual({ 200: 1, 412: 49 });
    expect(await statuses(50, () => test.send('POST', `/tasks/${id}/complete`, ada))).toEqual({ 200: 50 });
    expect((await test.events(ada, 'task-events')).map(({ type }) => type)).toEqual(['task.created', 'task.updated', 'task.completed']);
    expect(await statuses(50, () => test.send('DELETE', `/tasks/${id}`, ada))).toEqual({ 204: 1, 404: 49 });
  });
});
