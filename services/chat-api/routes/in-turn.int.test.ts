import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRecorded } from '#contracts/events/index';
import type { Task } from '#contracts/task';
import { toProblem } from '#platform/http/error-handler';
import { newId } from '#platform/ids';
import { createTask } from '../domain/create-task.ts';
import { commitChange, type Work } from '../commit-change.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { inTurn } from './in-turn.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

describe('the changes of one user', () => {
  it('made at the same moment are counted and announced in the order of their commits', async () => {
    const user = await test.signUp();
    const made = (await test.send('POST', '/tasks', user, { body: { title: 'shared' } })).json<Task>();
    const writes = Array.from({ length: 50 }, (_, i) => [
      () => test.send('POST', '/tasks', user, { body: { title: `new ${i}` } }),
      () => test.send('PATCH', `/tasks/${made.id}`, user, { body: { title: `title ${i}` } }),
      () => test.send('POST', '/chat', user, { body: { message: `add chat ${i}` } }),
    ][i % 3]!());
    expect((await Promise.all(writes)).map(({ statusCode }) => statusCode).every((status) => status < 300)).toBe(true);
    const changes = await test.events(user, 'task-updates');
    expect(changes.map(({ data }) => data.user_seq)).toEqual(Array.from({ length: 51 }, (_, i) => i + 1));
    const versions = (await test.events(user, 'task-events')).filter(({ subject }) => subject === made.id).map(({ sequence }) => Number(sequence));
    expect(versions).toEqual(versions.map((_, i) => i + 1));
  });

  it('of two users never wait for each other in a circle', async () => {
    const users = await Promise.all([test.signUp(), test.signUp(), test.signUp()]);
    const writes = users.flatMap((user) => Array.from({ length: 20 }, (_, i) => test.send('POST', '/tasks', user, { body: { title: `t${i}` } })));
    expect((await Promise.all(writes)).every(({ statusCode }) => statusCode === 201)).toBe(true);
  });
});

describe('a change that fails', () => {
  const changeThen = async (fail: (work: Work) => void) => {
    const user = await test.signUp();
    const deps = { database: test.db.database, now: () => new Date().toISOString(), newId, quota: { tasks: 10, bytes: 10_000_000 } };
    const failing = inTurn(deps, user.id, { channel: 'api', correlationid: 'test-test', actor: user.id }, async (work) => {
      const decision = createTask({ title: 'x' }, { id: newId(), series_id: newId(), now: work.now, user: work.user });
      if (decision.kind !== 'changed') throw new Error('the task is valid');
      await commitChange(work, null, decision);
      fail(work);
    });
    const error = await failing.catch((thrown: unknown) => thrown);
    expect(await test.events(user)).toEqual([]);
    expect((await test.send('GET', '/tasks', user)).json()).toMatchObject({ items: [], user_seq: 0 });
    return toProblem(error).status;
  };

  it('leaves no row, no event and no count behind', async () => {
    const status = await changeThen(() => {
      throw new Error('after the write');
    });
    expect(status).toBe(500);
  });

  it('because an event is over 1 MiB is a 413 and leaves nothing behind', async () => {
    const data = { actor: 'x', operation: 'x', source: 'api', task_id: null, before: null, after: { text: 'x'.repeat(1_048_576) } } as const;
    expect(await changeThen(({ tx, user }) => tx.emit(auditRecorded, { key: user.id, correlationid: 'test-test', data }))).toBe(413);
  });
});
