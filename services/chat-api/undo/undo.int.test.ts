import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import { newId } from '#platform/ids';
import { appToken } from '../../../test/helpers/parts.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { goesOn } from '../../../test/helpers/database.ts';
import { expired } from '../store/expired.ts';

interface Act {
  id: string;
  text: string;
  channel: string;
  tasks: { task_id: string; title: string; type: string }[];
}
interface Next {
  undo: Act | null;
  redo: Act | null;
}

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

const person = async () => {
  const user = await test.signUp();
  const send = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: object) => (await test.send(method, url, user, { body })).json<Task>();
  return {
    user,
    send,
    next: async () => (await test.send('GET', '/undo', user)).json<Next>(),
    turn: (direction: 'undo' | 'redo', id: string, headers: Record<string, string> = {}) => test.send('POST', `/${direction}`, user, { body: { id }, headers }),
    tasks: async () => (await test.send('GET', '/tasks', user)).json<{ items: Task[] }>().items,
    say: (message: string) => test.send('POST', '/chat', user, { body: { message } }),
  };
};

const makeNext = async ({ id, occurrence_index, completed_at }: Task) =>
  (
    await test.send('POST', `/internal/tasks/${id}/next`, null, {
      body: { occurrence_index: occurrence_index + 1, completed_at },
      headers: { 'dapr-api-token': appToken },
    })
  ).json<{ created: boolean; task: Task | null }>();

describe('GET /undo', () => {
  it('says what the next one would take back, whatever way it was done', async () => {
    const { next, send, say } = await person();
    expect(await next()).toEqual({ undo: null, redo: null });
    await say('add buy bread');
    const milk = await send('POST', '/tasks', { title: 'milk' });
    await send('POST', `/tasks/${milk.id}/complete`);
    expect((await next()).undo).toMatchObject({ text: 'Completed “milk”', channel: 'api', tasks: [{ task_id: milk.id, title: 'milk', type: 'task.completed' }] });
    await say('add butter');
    expect((await next()).undo).toMatchObject({ text: 'Added “butter”', channel: 'chat' });
  });

  it('keeps 50 acts of 7 days and few more, and the newest whatever its size', async () => {
    const { user, next, send } = await person();
    const kept = async (): Promise<number> => (await test.db.database.query('select 1 from acts where user_id = $1', [user.id])).length;
    const add = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i++) await send('POST', '/tasks', { title: `t${i}` });
    };
    await add(75);
    expect(await kept()).toBeGreaterThanOrEqual(50);
    expect(await kept()).toBeLessThan(60);
    await test.db.database.query('update acts set bytes = 16 * 1024 * 1024 where user_id = $1', [user.id]);
    await add(10);
    expect(await kept()).toBeGreaterThanOrEqual(1);
    expect(await kept()).toBeLessThanOrEqual(10);
    await test.db.database.query('delete from acts where user_id = $1', [user.id]);
    await add(1);
    await test.db.database.query(`update acts set created_at = created_at - interval '7 days' where user_id = $1`, [user.id]);
    expect(await next()).toEqual({ undo: null, redo: null });
    const { acts } = expired(test.db.database);
    expect([await acts(goesOn), await acts(goesOn)]).toEqual([1, 0]);
  });
});

describe('POST /undo and /redo', () => {
  it('takes back and does again, with events and versions as any change', async () => {
    const { user, next, send, turn, tasks } = await person();
    const milk = await send('POST', '/tasks', { title: 'milk' });
    await send('PATCH', `/tasks/${milk.id}`, { title: 'oat milk' });
    const { id } = (await next()).undo!;
    const undone = (await turn('undo', id)).json<Next & { text: string; actions: { type: string; task: Task }[] }>();
    expect(undone).toMatchObject({ text: 'Changed “oat milk” (title)', actions: [{ type: 'task.updated', task: { title: 'milk', version: 3 } }], undo: { text: 'Added “milk”' }, redo: { id } });
    expect((await turn('redo', id)).statusCode).toBe(200);
    expect(await tasks()).toMatchObject([{ title: 'oat milk', version: 4 }]);
    const events = await test.events(user);
    expect(events.filter(({ topic }) => topic === 'task-events').map(({ type, sequence }) => [type, Number(sequence)])).toEqual([
      ['task.created', 1], ['task.updated', 2], ['task.updated', 3], ['task.updated', 4],
    ]);
    expect(events.filter(({ type }) => type === 'audit.recorded').at(-1)?.data).toMatchObject({ actor: user.id, operation: 'task.updated' });
  });

  it('refuses with a reason where a task has changed since, and changes nothing', async () => {
    const { next, send, turn, tasks } = await person();
    const milk = await send('POST', '/tasks', { title: 'milk' });
    await send('PATCH', `/tasks/${milk.id}`, { title: 'oat milk' });
    const { id } = (await next()).undo!;
    await send('PATCH', `/tasks/${milk.id}`, { priority: 'HIGH' });
    const refused = await turn('undo', id);
    expect([refused.statusCode, refused.json<{ detail: string }>().detail]).toEqual([409, '“oat milk” has changed since, so it stays as it is']);
    expect(await tasks()).toMatchObject([{ title: 'oat milk', version: 3 }]);
  });

  it('of an act on several tasks is all or nothing, one act', async () => {
    const { next, send, turn, tasks } = await person();
    const made = [await send('POST', '/tasks', { title: 'a' }), await send('POST', '/tasks', { title: 'b' })];
    await send('POST', '/tasks/batch', { operations: made.map(({ id }) => ({ op: 'delete', id })) });
    const act = (await next()).undo!;
    expect(act.text).toBe('Deleted 2 tasks: “a”, “b”');
    expect((await turn('undo', act.id)).statusCode).toBe(200);
    const back = await tasks();
    expect(back.map(({ title }) => title).sort()).toEqual(['a', 'b']);
    await send('PATCH', `/tasks/${back[0]!.id}`, { title: 'other' });
    expect((await turn('redo', act.id)).statusCode).toBe(409);
    expect(await tasks()).toHaveLength(2);
  });

  it('offers no redo once something new is done', async () => {
    const { next, send, turn } = await person();
    await send('POST', '/tasks', { title: 'a' });
    const { id } = (await next()).undo!;
    await turn('undo', id);
    await send('POST', '/tasks', { title: 'b' });
    expect(await next()).toMatchObject({ undo: { text: 'Added “b”' }, redo: null });
    expect((await turn('redo', id)).statusCode).toBe(200);
  });

  it('happens once in two tabs, and once under one key', async () => {
    const { user, next, send, turn } = await person();
    await send('POST', '/tasks', { title: 'a' });
    const { id } = (await next()).undo!;
    const tabs = await Promise.all([turn('undo', id), turn('undo', id)]);
    expect(tabs.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const key = { 'idempotency-key': 'once' };
    const [first, again] = await Promise.all([turn('redo', id, key), turn('redo', id, key)]);
    expect([first.statusCode, first.body]).toEqual([200, again.body]);
    expect((await test.events(user, 'task-events')).map(({ type }) => type)).toEqual(['task.created', 'task.deleted', 'task.created']);
  });

  it('knows nobody else’s acts, and leaves nothing behind where it fails', async () => {
    const [one, two] = [await person(), await person()];
    await one.send('POST', '/tasks', { title: 'a' });
    const { id } = (await one.next()).undo!;
    expect((await two.turn('undo', id)).statusCode).toBe(404);
    expect((await one.turn('undo', newId())).statusCode).toBe(404);
    await test.db.database.query(`alter table acts add constraint broken check (undone_seq is null) not valid`);
    expect((await one.turn('undo', id)).statusCode).toBe(500);
    await test.db.database.query('alter table acts drop constraint broken');
    expect([(await one.tasks()).length, (await test.events(one.user, 'task-events')).length]).toEqual([1, 1]);
  });
});

describe('undoing a completion of a series', () => {
  const daily = async ({ send }: Awaited<ReturnType<typeof person>>): Promise<Task> => {
    const { id } = await send('POST', '/tasks', { title: 'walk', due_local: '2030-11-26', recurrence: 'FREQ=DAILY' });
    return send('POST', `/tasks/${id}/complete`);
  };
  const undoLast = async ({ next, turn }: Awaited<ReturnType<typeof person>>) => turn('undo', (await next()).undo!.id);

  it('removes the instance that it made; completing again makes it again', async () => {
    const who = await person();
    const done = await daily(who);
    expect((await makeNext(done)).created).toBe(true);
    expect((await undoLast(who)).json<{ actions: object[] }>().actions).toMatchObject([{ type: 'task.updated' }, { type: 'task.deleted' }]);
    expect(await who.tasks()).toMatchObject([{ status: 'TODO', due_local: '2030-11-26' }]);
    // The completion that was taken back, delivered late.
    expect(await makeNext(done)).toEqual({ created: false, task: null });
    const again = await who.send('POST', `/tasks/${done.id}/complete`);
    expect(await makeNext(again)).toMatchObject({ created: true, task: { due_local: '2030-11-27' } });
  });

  it('leaves an instance that was changed since, or that another completion made', async () => {
    const who = await person();
    const done = await daily(who);
    const made = (await makeNext(done)).task!;
    await who.send('POST', `/tasks/${done.id}/reopen`);
    expect(await who.tasks()).toHaveLength(2);
    await who.send('POST', `/tasks/${done.id}/complete`);
    await undoLast(who);
    expect(await who.tasks()).toHaveLength(2);
    await undoLast(who);
    const completion = (await who.next()).undo!;
    await who.send('PATCH', `/tasks/${made.id}`, { title: 'long walk' });
    expect((await who.turn('undo', completion.id)).statusCode).toBe(200);
    expect((await who.tasks()).map(({ title, status }) => [title, status]).sort()).toEqual([['long walk', 'TODO'], ['walk', 'TODO']]);
  });

  it('brings the instance back where it is done again, once', async () => {
    const who = await person();
    const done = await daily(who);
    await makeNext(done);
    const { id } = (await who.next()).undo!;
    await who.turn('undo', id);
    await who.turn('redo', id);
    expect(await who.tasks()).toHaveLength(2);
    expect(await makeNext(done)).toMatchObject({ created: false, task: { due_local: '2030-11-27' } });
    await who.turn('undo', id);
    expect(await who.tasks()).toHaveLength(1);
  });
});

describe('chains of acts', () => {
  it('is of a person, in chat and page alike', async () => {
    const who = await person();
    await who.say('add buy bread');
    const milk = await who.send('POST', '/tasks', { title: 'milk' });
    await who.send('POST', `/tasks/${milk.id}/complete`);
    await who.say('undo');
    expect((await who.tasks()).map(({ title, status }) => [title, status]).sort()).toEqual([['buy bread', 'TODO'], ['milk', 'TODO']]);
    await who.turn('redo', (await who.next()).redo!.id);
    expect((await who.tasks()).find(({ title }) => title === 'milk')?.status).toBe('DONE');
  });
});
