import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskUpdated } from '#contracts/events/index';
import type { Task } from '#contracts/task';
import { newId } from '#platform/ids';
import { endAgain, endLost, publishAnew } from './publish-anew.ts';
import { addRestoration, endRestoration, findRestoration } from './store/restorations.ts';
import { createTestApp, type StoredEvent, type TestApp, type TestUser } from './testing/test-app.ts';

const restoredTo = new Date('2026-11-26T12:00:00Z');
const jumps = { version_jump: 1_000_000, seq_jump: 1_000_000_000 };
const restoration = { restored_to: restoredTo, ...jumps, up_to: '00000000-0000-0000-0000-000000000000', done_at: null };
const silent = { correlationid: 'restored', say: () => undefined };

let test: TestApp;
let people: TestUser[];
let task: Task;

beforeAll(async () => {
  test = await createTestApp();
  people = await Promise.all([test.signUp(), test.signUp()]);
  for (const person of people) task = (await test.send('POST', '/tasks', person, { body: { title: 'water plants', due_local: '2040-05-06', recurrence: 'FREQ=DAILY' } })).json<Task>();
  await addRestoration(test.db.database, restoredTo, jumps);
});
afterAll(() => test.close());

const seqOf = async (user: TestUser): Promise<number> => (await test.send('GET', '/tasks', user)).json<{ user_seq: number }>().user_seq;
const newest = async (user: TestUser, count: number): Promise<StoredEvent[]> => (await test.events(user)).slice(-count);

describe('after a return to a backup', () => {
  it('every task is published as a change of each field to what it is, above all versions, with its audit entry; counters go on above', async () => {
    await publishAnew(test.db.database, restoration, silent);
    for (const person of people) {
      const [updated, audited, ...more] = await newest(person, 2);
      expect(more).toEqual([]);
      expect(taskUpdated.schema.parse(updated)).toMatchObject({ sequence: '00000000000001000001', data: { changes: { title: { new: 'water plants' }, status: { new: 'TODO' }, due_local: { new: '2040-05-06' } } } });
      expect(audited).toMatchObject({ topic: 'audit-log', data: { operation: 'task.restored', after: { version: 1_000_001 } } });
      expect(await seqOf(person)).toBe(1_000_000_001);
    }
  });

  it('a run that was cut off goes on after the last user whose tasks were published', async () => {
    const { up_to } = (await findRestoration(test.db.database, restoredTo))!;
    const before = await Promise.all(people.map((person) => test.events(person)));
    await publishAnew(test.db.database, { ...restoration, up_to }, silent);
    expect(await Promise.all(people.map((person) => test.events(person)))).toEqual(before);
    await endRestoration(test.db.database, restoration);
    expect((await findRestoration(test.db.database, restoredTo))!.done_at).not.toBeNull();
  });

  it('a task that is not there is said to be gone, above the version that it had; one that is there is not', async () => {
    const [user] = people as [TestUser, TestUser];
    const lost = { id: newId(), user_id: user.id, version: 7 };
    const there = { id: task.id, user_id: task.user_id, version: 1 };
    expect(await endLost(test.db.database, [lost, there], { ...jumps, correlationid: 'restored' })).toBe(1);
    expect(await newest(user, 1)).toMatchObject([{ type: 'task.deleted', subject: lost.id, sequence: '00000000000001000007' }]);
  });

  it('an account that came back is removed once more, and only once', async () => {
    const [, user] = people as [TestUser, TestUser];
    expect([await endAgain(test.db.database, user.id, 'restored'), await endAgain(test.db.database, user.id, 'restored')]).toEqual([true, false]);
    expect((await newest(user, 2)).map(({ type, data }) => [type, data['operation']])).toEqual([['user.deleted', undefined], ['audit.recorded', 'user.deleted']]);
    expect((await test.send('GET', '/me', user)).statusCode).toBe(401);
  });
});
