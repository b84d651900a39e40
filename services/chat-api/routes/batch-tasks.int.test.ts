import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import { newId } from '#platform/ids';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  // A Wednesday evening in Berlin.
  test = await createTestApp({ now: () => '2026-11-25T20:30:00.000Z' });
});
afterAll(() => test.close());

const create = async (user: TestUser, body: object): Promise<Task> => (await test.send('POST', '/tasks', user, { body })).json<Task>();
const batch = (user: TestUser, operations: object[], headers: Record<string, string> = {}) =>
  test.send('POST', '/tasks/batch', user, { body: { operations }, headers });
const tasksOf = async (user: TestUser): Promise<Task[]> => (await test.send('GET', '/tasks', user)).json<{ items: Task[] }>().items;

describe('POST /tasks/batch', () => {
  it('does several things at once, which one undo takes back', async () => {
    const user = await test.signUp();
    const [a, b, c] = [await create(user, { title: 'a' }), await create(user, { title: 'b' }), await create(user, { title: 'c' })];
    const response = await batch(user, [
      { op: 'complete', id: a.id, version: 1 }, { op: 'delete', id: b.id }, { op: 'update', id: c.id, patch: { title: 'd' } }, { op: 'create', task: { title: 'e' } },
      { op: 'reopen', id: (await create(user, { title: 'open already' })).id },
    ]);
    expect(response.statusCode).toBe(200);
    expect(response.json<{ items: { op: string; task: Task | null }[] }>().items.map(({ op, task }) => [op, task && [task.title, task.status, task.version]])).toEqual([
      ['complete', ['a', 'DONE', 2]], ['delete', null], ['update', ['d', 'TODO', 2]], ['create', ['e', 'TODO', 1]], ['reopen', ['open already', 'TODO', 1]],
    ]);
    const { undo } = (await test.send('GET', '/undo', user)).json<{ undo: { id: string; text: string } }>();
    expect(undo.text).toBe('Changed 4 tasks: “a”, “b”, “d” and 1 more');
    await test.send('POST', '/undo', user, { body: { id: undo.id } });
    expect((await tasksOf(user)).map(({ title, status }) => `${title} ${status}`).sort()).toEqual(['a TODO', 'b TODO', 'c TODO', 'open already TODO']);
  });

  it.each([
    [404, (id: string) => [{ op: 'complete', id }, { op: 'delete', id: newId() }], 'operations.1.id'],
    [412, (id: string) => [{ op: 'create', task: { title: 'x' } }, { op: 'complete', id, version: 7 }], 'operations.1.id'],
    [400, (id: string) => [{ op: 'delete', id }, { op: 'create', task: { title: 'x', recurrence: 'FREQ=DAILY' } }], 'operations.1.recurrence'],
    [400, (id: string) => [{ op: 'delete', id }, { op: 'complete', id }], 'operations'],
    [400, () => [], 'operations'],
    [400, () => Array.from({ length: 101 }, () => ({ op: 'create', task: { title: 'x' } })), 'operations'],
  ])('answers %i and changes nothing where one of them cannot be', async (status, operationsOf, field) => {
    const user = await test.signUp();
    const { id } = await create(user, { title: 'a' });
    const response = await batch(user, operationsOf(id));
    expect([response.statusCode, response.json<{ errors: { field: string }[] }>().errors[0]?.field]).toEqual([status, field]);
    expect(await tasksOf(user)).toMatchObject([{ title: 'a', status: 'TODO', version: 1 }]);
    expect(await test.events(user, 'task-events')).toHaveLength(1);
  });

  it('happens once under one key', async () => {
    const user = await test.signUp();
    const send = () => batch(user, [{ op: 'create', task: { title: 'a' } }, { op: 'create', task: { title: 'b' } }], { 'idempotency-key': 'k' });
    const [first, again] = await Promise.all([send(), send()]);
    expect([first.statusCode, first.body]).toEqual([200, again.body]);
    expect(await tasksOf(user)).toHaveLength(2);
  });

  it('refuses what weighs too much, and leaves nothing behind', async () => {
    const user = await test.signUp();
    const description = 'x'.repeat(65_536);
    const ids: string[] = [];
    for (let i = 0; i < 66; i++) ids.push((await create(user, { title: `t${i}`, description })).id);
    expect((await batch(user, ids.map((id) => ({ op: 'complete', id })))).statusCode).toBe(413);
    expect((await tasksOf(user)).every(({ status }) => status === 'TODO')).toBe(true);
    expect((await batch(user, ids.slice(0, 50).map((id) => ({ op: 'complete', id })))).statusCode).toBe(200);
  });
});

describe('GET /tasks/counts', () => {
  it('counts by when they are due for this person', async () => {
    const user = await test.signUp();
    const due = [
      '2026-11-24', '2026-11-25T21:29', '2026-11-25', '2026-11-25T21:31', '2026-11-25T23:59', '2026-11-26', '2026-11-26T00:00', '2026-11-27', '2026-11-29T23:59',
      '2026-11-30', '2026-11-30T00:00', null,
    ];
    for (const due_local of due) await create(user, { title: 'x', due_local });
    await create(user, { title: 'done', due_local: '2026-11-01', status: 'DONE' });
    expect((await test.send('GET', '/tasks/counts', user)).json()).toEqual({ overdue: 2, today: 3, tomorrow: 2, this_week: 2, later: 2, no_date: 1, done: 1 });
    await test.send('PATCH', '/me', user, { body: { time_zone: 'Pacific/Auckland' } });
    // It is Thursday morning there: an hour is the same everywhere, but a day without an
    // hour is the same date everywhere.
    expect((await test.send('GET', '/tasks/counts', user)).json()).toMatchObject({ overdue: 3, today: 4, tomorrow: 1 });
  });

  it('of a Sunday know no rest of the week', async () => {
    const sunday = await createTestApp({ now: () => '2026-11-29T12:00:00.000Z' });
    const user = await sunday.signUp();
    for (const due_local of ['2026-11-29', '2026-11-30', '2026-12-01']) await sunday.send('POST', '/tasks', user, { body: { title: 'x', due_local } });
    expect((await sunday.send('GET', '/tasks/counts', user)).json()).toMatchObject({ today: 1, tomorrow: 1, this_week: 0, later: 1 });
    await sunday.close();
  });
});
