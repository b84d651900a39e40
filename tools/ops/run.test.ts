import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from './run.ts';

interface Asked {
  call: string;
  authorization: string | undefined;
  body: unknown;
}

const group = 'a1b2'.repeat(16);
const failure = {
  id: '0192f0c1-7c43-7a5e-9d5e-7d2f4ad6a001', consumer: 'audit-service', reason: 'handler_failed', explanation: 'its handler failed', error_class: 'Error', message: 'no\u001B[2J disk',
  event_type: 'audit.recorded', event_id: 'e1', user_id: 'u1', topic: 'audit-log', partition: 0, offset: '7', attempts: 4,
  first_failed_at: '2026-03-01T12:00:00.000Z', last_failed_at: '2026-03-01T12:00:03.000Z', state: 'open', group,
};
const dossier = {
  ...failure, stack: 'Error: no disk\n    at write (x.ts:1:1)', build: 'b1', archived_reason: null, key: 'u1', headers: {}, payload: { data: { title: 'milk' } },
  tries: [{ attempt: 1, at: '2026-03-01T12:00:00.000Z', outcome: 'failed', error_class: 'Error', message: 'no disk', build: 'b1' }], refusal: null, replays: [], others: [],
};
const progress = (handled: number) => ({ total: 4, waiting: 4 - handled, published: 0, handled, failed_again: 0, unconfirmed: 0, cancelled: 0 });
const bulk = (state: string, handled: number) => ({
  id: 'b1', fingerprint: group, requested_at: '2026-03-01T12:00:00.000Z', state, stopped_reason: state === 'stopped' ? 'it failed again' : null, batch_size: 5, rate_per_second: 10, progress: progress(handled),
});

const asked: Asked[] = [];
const answers = new Map<string, unknown[]>();
let server: Server;
let url: string;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ops-'));
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const call = `${request.method} ${request.url}`;
      asked.push({ call, authorization: request.headers.authorization, body: body === '' ? undefined : JSON.parse(body) });
      const answer = (answers.get(call)?.length ?? 0) > 1 ? answers.get(call)!.shift() : answers.get(call)?.[0];
      response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer ?? { title: 'There is no such failed event', detail: 'see GET /ops/dead-letters', status: 404 }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  asked.length = 0;
  answers.clear();
  answers.set('POST /auth/login', [{ token: 'logged-in' }]);
});

/** Types a command line; a terminal has a width. */
const type = async (argv: string[], options: { env?: Record<string, string>; columns?: number } = {}) => {
  const seen = { out: '', err: '' };
  const env = options.env ?? { TODO_URL: url, TODO_TOKEN: 'a-token' };
  const status = await run(argv, env, { out: (text) => (seen.out += text), err: (text) => (seen.err += text), columns: options.columns });
  return { status, ...seen };
};
const calls = (): string[] => asked.map(({ call }) => call);

describe('who asks', () => {
  it('is the one whom the token names', async () => {
    answers.set('GET /ops/alerts', [{ items: [] }]);
    expect(await type(['alerts'])).toMatchObject({ status: 0, out: 'All is well.\n' });
    expect(asked).toMatchObject([{ authorization: 'Bearer a-token' }]);
  });

  it('logs in with an address and a password', async () => {
    answers.set('GET /ops/alerts', [{ items: [] }]);
    await type(['alerts'], { env: { TODO_URL: `${url}/`, TODO_EMAIL: 'admin@todo.local', TODO_PASSWORD: 'secret' } });
    expect(asked).toMatchObject([{ call: 'POST /auth/login', body: { email: 'admin@todo.local', password: 'secret' } }, { authorization: 'Bearer logged-in' }]);
  });

  it.each([{}, { TODO_EMAIL: 'admin@todo.local' }])('is told what to set with only %j', async (env) => {
    const { status, err } = await type(['alerts'], { env });
    expect([status, err]).toEqual([1, expect.stringMatching(/TODO_TOKEN, or TODO_EMAIL and TODO_PASSWORD/)]);
    expect(asked).toEqual([]);
  });
});

describe('what goes wrong', () => {
  it('at the system is its title and detail, and status 1', async () =>
    expect(await type(['show', 'no-such'])).toEqual({ status: 1, out: '', err: 'There is no such failed event: see GET /ops/dead-letters\n' }));

  it('where nobody answers is said, and status 1', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
    await new Promise((resolve) => closed.close(resolve));
    const { status, err } = await type(['lag'], { env: { TODO_URL: address, TODO_TOKEN: 't' } });
    expect([status, err]).toEqual([1, `${address} does not answer (ECONNREFUSED): is the system running (npm start), and is TODO_URL right?\n`]);
  });

  it('in what was typed is said with the usage, and status 2', async () => {
    const { status, err } = await type(['lsit']);
    expect([status, err]).toEqual([2, expect.stringMatching(/^There is no command lsit\.\n\nnpm run ops -- <command>/)]);
    expect((await type(['replay'])).status).toBe(2);
    expect((await type(['replay', '--group', 'a', '--rate', 'fast'])).err).toContain('--rate is events a second');
    expect(await type(['--help'])).toMatchObject({ status: 0, err: '' });
  });
});

describe('the list', () => {
  it('is a table whose texts command no terminal, or JSON and nothing else', async () => {
    answers.set('GET /ops/dead-letters?consumer=audit-service&event_type=audit.recorded', [{ items: [failure], next_cursor: 'more' }]);
    const argv = ['list', '--consumer', 'audit-service', '--type', 'audit.recorded'];
    const { out } = await type(argv);
    expect(out.split('\n')).toEqual([
      'ID                                    FAILED LAST           STATE  CONSUMER       TYPE            REASON          GROUP         MESSAGE',
      `${failure.id}  2026-03-01 12:00:03Z  open   audit-service  audit.recorded  handler_failed  a1b2a1b2a1b2  no [2J disk`,
      '', 'There are more: narrow the list, or raise --limit.', '',
    ]);
    expect(JSON.parse((await type([...argv, '--json'])).out)).toEqual({ items: [failure], next_cursor: 'more' });
  });

  it('finds a group by its beginning, on whatever page it stands', async () => {
    const page = (...names: string[]) => ({ items: names.map((name) => ({ group: name })) });
    answers.set('GET /ops/dead-letters/groups?state=all&limit=500', [{ ...page('ff'.repeat(32)), next_cursor: 'c1' }]);
    answers.set('GET /ops/dead-letters/groups?state=all&limit=500&cursor=c1', [{ ...page(group, 'ee'.repeat(32), 'eef0'.repeat(16)), next_cursor: null }]);
    answers.set(`GET /ops/dead-letters?group=${group}`, [{ items: [], next_cursor: null }]);
    expect(await type(['list', '--group', 'a1b2'])).toMatchObject({ status: 0, out: 'Nothing failed that matches.\n' });
    expect(await type(['list', '--group', 'ee'])).toMatchObject({ status: 1, err: '2 groups begin with ee: type more of it\n' });
    expect(await type(['list', '--group', '99'])).toMatchObject({ status: 1, err: expect.stringContaining('No group begins with 99') });
  });

  it('has the whole story of each', async () => {
    answers.set(`GET /ops/dead-letters/${failure.id}`, [dossier]);
    const { out } = await type(['show', failure.id]);
    expect(out).toContain('place     audit-log/0/7\n');
    expect(out).toContain('\nStack:\n  Error: no disk\n      at write (x.ts:1:1)\n');
    expect(out).toContain('\nPayload:\n  {\n    "data": {\n      "title": "milk"\n');
    expect(out).not.toContain('\u001B');
  });
});

describe('a replay', () => {
  it('of one event says where its outcome is', async () => {
    answers.set('POST /ops/dead-letters/f1/replay', [{ replay: { id: 'r1', state: 'published' } }]);
    expect((await type(['replay', 'f1'])).out).toBe('Replay r1 is published; its outcome: npm run ops -- show f1\n');
  });

  it('of a group is planned first when asked', async () => {
    answers.set('POST /ops/replays', [{ dry_run: true, total: 5, replayable: 4, refused: [{ code: 'too_old', count: 1, detail: 'too old' }] }]);
    expect((await type(['replay', '--group', group, '--rate', '5', '--dry-run'])).out).toBe('4 of 5 open failures would be replayed.\n1 stay behind: too old\n');
    expect(asked).toMatchObject([{ body: { group, rate_per_second: 5, dry_run: true } }]);
  });

  it('of a group begins, and elsewhere than in a terminal says how to watch it', async () => {
    answers.set('POST /ops/replays', [{ bulk_replay: bulk('running', 0), refused: [] }]);
    expect((await type(['replay', '--group', group])).out).toContain('npm run ops -- replays b1 --watch');
    expect(JSON.parse((await type(['replay', '--group', group, '--json'], { columns: 80 })).out)).toMatchObject({ bulk_replay: { id: 'b1' } });
    expect(calls()).toEqual(['POST /ops/replays', 'POST /ops/replays']);
  });

  it('of a group shows its progress in a terminal, and fails when it was stopped', async () => {
    answers.set('POST /ops/replays', [{ bulk_replay: bulk('running', 0), refused: [] }]);
    answers.set('GET /ops/replays/b1', [bulk('running', 1), bulk('done', 4)]);
    const done = await type(['replay', '--group', group], { columns: 120 });
    expect(done.status).toBe(0);
    expect(done.out).toContain('\rrunning [#####...............] 1/4, 1 handled, 0 on their way, batch 5');
    expect(done.out).toMatch(/done \[#{20}] 4\/4, 4 handled, 0 on their way, batch 5\n$/);
    answers.set('GET /ops/replays/b1', [bulk('stopped', 2)]);
    expect(await type(['replays', 'b1', '--watch'])).toMatchObject({ status: 1, out: expect.stringContaining('it failed again') });
  });

  it('with other data reads them from a file', async () => {
    const file = join(folder, 'data.json');
    writeFileSync(file, '{"title":"milk"}');
    answers.set('POST /ops/dead-letters/f1/edit', [{ dry_run: true, valid: false, issues: [{ path: 'title', message: 'too short' }], diff: [{ path: '/title', before: 'x', after: 'milk' }] }]);
    expect(await type(['edit', 'f1', '--data', file, '--dry-run'])).toMatchObject({ status: 1, out: '/title: "x" -> "milk"\nnot valid: title: too short\n' });
    expect(asked).toMatchObject([{ body: { data: { title: 'milk' }, dry_run: true } }]);
    expect(await type(['edit', 'f1', '--data', join(folder, 'none.json')])).toMatchObject({ status: 1, err: expect.stringContaining('cannot be read as JSON') });
    expect((await type(['edit', 'f1'])).status).toBe(2);
  });
});

describe('what is watched', () => {
  it('is lag, with the time of a measurement that is stale', async () => {
    const groups = [{ consumer: 'audit-service', topic: 'audit-log', lag: 12, oldest_seconds: 7, committed_lag: 40, rate_per_second: 3.5, error_rate: 0.02 }];
    answers.set('GET /ops/lag', [{ measured_at: '2026-03-01T12:00:00.000Z', stale: true, reason: 'the broker does not answer', groups, topics: [{ topic: 'audit-log', rate_per_second: 4, skew: null }] }]);
    expect((await type(['lag'])).out.split('\n')).toEqual([
      'Measured at 2026-03-01 12:00:00Z, and not since: the broker does not answer', '',
      'CONSUMER       TOPIC      LAG  OLDEST (S)  COMMITTED  PER SECOND  ERRORS', 'audit-service  audit-log   12           7         40         3.5  2 %', '',
      'TOPIC      PER SECOND  SKEW', 'audit-log           4  -', '',
    ]);
  });

  it('is the outbox of each service, and its parked events get another try', async () => {
    const parked = [{ id: 'e1', topic: 'task-events', parked_at: '2026-03-01T12:00:00.000Z', parked_reason: 'too large' }];
    answers.set('GET /ops/outbox', [{ items: [{ service: 'chat-api', reachable: true, reason: null, waiting: 2, parked: 1, oldest_age: 3.6, parked_events: parked }, { service: 'audit-service', reachable: false, reason: 'gone', waiting: null, parked: null, oldest_age: null, parked_events: [] }] }]);
    answers.set('POST /ops/outbox/retry', [{ retried: 1 }]);
    const { out } = await type(['outbox']);
    expect(out).toContain('chat-api             2       1           4  -\n');
    expect(out).toContain('audit-service        -       -           -  does not answer: gone\n');
    expect(out).toContain('chat-api  e1     task-events  2026-03-01 12:00:00Z  too large');
    expect((await type(['outbox', 'retry', 'chat-api'])).out).toBe('1 parked event(s) of chat-api get another try.\n');
    expect((await type(['outbox', 'retry'])).status).toBe(2);
  });
});
