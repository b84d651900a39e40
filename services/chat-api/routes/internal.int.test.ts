import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import { newId } from '#platform/ids';
import { appToken } from '../../../test/helpers/parts.ts';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';
import { makeAdmin } from '../store/users.ts';
import { gatewayRoutes } from '../gateway.ts';
import others from '../others-paths.json' with { type: 'json' };

let test: TestApp;
let user: TestUser;
beforeAll(async () => {
  test = await createTestApp();
  user = await test.signUp();
});
afterAll(() => test.close());

const headers = { 'dapr-api-token': appToken };
const recurring = async (body: object = {}): Promise<Task> => {
  const made = await test.send('POST', '/tasks', user, { body: { title: 'water', due_local: '2030-11-20T09:00', recurrence: 'FREQ=DAILY', ...body } });
  return (await test.send('POST', `/tasks/${made.json<Task>().id}/complete`, user)).json<Task>();
};
const next = (id: string, body: object) => test.send('POST', `/internal/tasks/${id}/next`, null, { body, headers });

describe('the internal interface', () => {
  it('is for the sidecar only', async () => {
    for (const url of [`/internal/users/${user.id}`, '/internal/outbox']) expect((await test.send('GET', url, user)).statusCode).toBe(401);
  });

  it('tells the address, name and zone of a user', async () => {
    expect((await test.send('GET', `/internal/users/${user.id}`, null, { headers })).json()).toEqual({
      id: user.id, email: user.email, name: null, time_zone: 'Europe/Berlin', confirmed: false,
    });
    expect((await test.send('GET', `/internal/users/${newId()}`, null, { headers })).statusCode).toBe(404);
  });

  it('tells which sessions were ended, also because their user is gone', async () => {
    const ada = await test.signUp();
    await test.send('DELETE', '/me/sessions', ada);
    const asked = [{ user_id: user.id, epoch: 0 }, { user_id: ada.id, epoch: 0 }, { user_id: ada.id, epoch: 1 }, { user_id: newId(), epoch: 0 }];
    expect((await test.send('POST', '/internal/sessions', null, { headers, body: { sessions: asked } })).json()).toEqual({ ended: [asked[1], asked[3]] });
  });

  it('shows the outbox', async () => {
    expect((await test.send('GET', '/internal/outbox', null, { headers })).json()).toHaveProperty('waiting');
  });
});

describe('POST /internal/tasks/{id}/next', () => {
  it('makes the next instance and announces it as made by the system', async () => {
    const done = await recurring();
    const response = await next(done.id, { occurrence_index: 1, completed_at: done.completed_at });
    expect(response.statusCode).toBe(201);
    const { task } = response.json<{ task: Task }>();
    expect(task).toMatchObject({ series_id: done.series_id, occurrence_index: 1, due_local: '2030-11-21T09:00', status: 'TODO', version: 1 });
    const [created] = (await test.events(user, 'task-events')).slice(-1);
    expect(created).toMatchObject({ type: 'task.created', channel: 'system', subject: task.id });
  });

  it('makes it once, however often and at whatever moments it is asked for', async () => {
    const done = await recurring();
    const answers = await Promise.all(Array.from({ length: 8 }, () => next(done.id, { occurrence_index: 1 })));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map((answer) => answer.json<{ task: Task }>().task.id)).size).toBe(1);
  });

  it('makes one only while the task is done by the completion that it follows from', async () => {
    const done = await recurring();
    await test.send('POST', `/tasks/${done.id}/reopen`, user);
    const wish = { occurrence_index: 1, completed_at: done.completed_at };
    expect((await next(done.id, wish)).json()).toEqual({ created: false, task: null });
    const again = (await test.send('POST', `/tasks/${done.id}/complete`, user)).json<Task>();
    expect((await next(done.id, wish)).json()).toEqual({ created: false, task: null });
    expect((await next(done.id, { ...wish, completed_at: again.completed_at })).statusCode).toBe(201);
  });

  it('does not make an instance again that was deleted', async () => {
    const done = await recurring();
    const { task } = (await next(done.id, { occurrence_index: 1 })).json<{ task: Task }>();
    await test.send('DELETE', `/tasks/${task.id}`, user);
    expect((await next(done.id, { occurrence_index: 1 })).json()).toEqual({ created: false, task: null });
  });

  it('takes the due time that the caller says', async () => {
    const done = await recurring();
    expect((await next(done.id, { occurrence_index: 1, due_local: '2027-01-01' })).json()).toMatchObject({ task: { due_local: '2027-01-01' } });
  });

  it('makes none where the series has ended, the task does not recur, or another instance is asked for', async () => {
    const [ended, single, twice] = await Promise.all([recurring({ recurrence: 'FREQ=DAILY;COUNT=1' }), recurring({ recurrence: null }), recurring()]);
    for (const [task, occurrence_index] of [[ended, 1], [single, 1], [twice, 2]] as const) {
      const response = await next(task.id, { occurrence_index });
      expect([response.statusCode, response.json()]).toEqual([200, { created: false, task: null }]);
    }
  });

  it('refuses bad input and knows no other task', async () => {
    expect((await next(newId(), { occurrence_index: 1 })).statusCode).toBe(404);
    expect((await next(newId(), { occurrence_index: 0 })).statusCode).toBe(400);
  });
});

describe('POST /internal/completions', () => {
  const complete = (body: object) => test.send('POST', '/internal/completions', null, { body, headers });

  it('finishes a task for its user, as an act of theirs that undo takes back', async () => {
    const task = (await test.send('POST', '/tasks', user, { body: { title: 'buy milk' } })).json<Task>();
    for (let i = 0; i < 2; i += 1) expect((await complete({ user_id: user.id, task_id: task.id })).json()).toEqual({ title: 'buy milk' });
    const now = (await test.send('GET', `/tasks/${task.id}`, user)).json<Task>();
    expect([now.status, now.version]).toEqual(['DONE', 2]);
    expect((await test.send('GET', '/undo', user)).json()).toMatchObject({ undo: { text: 'Completed “buy milk”' } });
  });

  it('finds no task of somebody else', async () => {
    const other = await test.signUp();
    const task = (await test.send('POST', '/tasks', other, { body: { title: 'theirs' } })).json<Task>();
    expect((await complete({ user_id: user.id, task_id: task.id })).statusCode).toBe(404);
  });
});

describe('the service', () => {
  it('describes itself: every route that people use, none of the others', async () => {
    const { paths } = (await test.send('GET', '/openapi.json', null)).json<{ paths: Record<string, object> }>();
    expect(Object.keys(paths).filter((path) => !(path in others)).sort()).toEqual([
      '/.well-known/jwks.json', '/.well-known/oauth-protected-resource/mcp', '/auth/confirm', '/auth/login', '/auth/password', '/auth/provider', '/auth/register', '/auth/reset', '/auth/reset/confirm', '/auth/session', '/chat', '/chat/preview', '/mcp', '/me', '/me/chat-model', '/me/confirmation', '/me/export', '/me/sessions', '/me/sessions/{id}', '/me/tokens', '/me/tokens/{id}', '/redo', '/tasks', '/tasks/batch', '/tasks/counts', '/tasks/{id}',
      '/tasks/{id}/complete', '/tasks/{id}/occurrences', '/tasks/{id}/reopen', '/undo', '/users/names',
    ]);
    expect((await test.send('GET', '/docs/', null)).statusCode).toBe(200);
  });

  it('describes the whole origin: valid OpenAPI, something under each path of a service behind it, and where a token is asked for', async () => {
    const document = (await test.send('GET', '/openapi.json', null)).json<{ paths: Record<string, Record<string, { security?: object[] }>> }>();
    expect(await new Validator().validate(document)).toEqual({ valid: true });
    for (const prefix of Object.keys(gatewayRoutes)) expect(Object.keys(document.paths).filter((path) => path === prefix || path.startsWith(`${prefix}/`))).not.toEqual([]);
    expect(document.paths['/notifications']!['get']!.security).toEqual([{ bearer: [] }]);
    expect(document.paths['/push-subscriptions/key']!['get']!.security).toBeUndefined();
    expect((await test.send('GET', '/docs/json', null)).json()).toEqual(document);
  });

  it('limits the requests of each user', async () => {
    const limited = await createTestApp({ env: { RATE_LIMIT_PER_MINUTE: '3' } });
    const [one, two] = await Promise.all([limited.signUp(), limited.signUp()]);
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await limited.send('GET', '/me', one)).statusCode);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const refused = await limited.send('GET', '/tasks', one);
    expect([refused.statusCode, refused.headers['content-type']]).toEqual([429, 'application/problem+json']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await limited.send('GET', '/me', two)).statusCode).toBe(200);
    await limited.close();
  });

  it('makes an administrator of who is registered', async () => {
    const email = user.email.toUpperCase();
    expect(await makeAdmin(test.db.database, email)).toBe(true);
    expect((await test.send('POST', '/auth/login', null, { body: { email, password: 'correct horse' } })).json()).toMatchObject({ user: { role: 'admin' } });
    expect(await makeAdmin(test.db.database, 'nobody@example.org')).toBe(false);
  });
});
