import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import { appToken } from '../../../test/helpers/parts.ts';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({ now: () => '2026-11-26T08:00:00.000Z' });
});
afterAll(() => test.close());

const create = async (user: TestUser, body: object): Promise<Task> => (await test.send('POST', '/tasks', user, { body: { title: 'x', ...body } })).json<Task>();
const patch = async (user: TestUser, { id }: Task, body: object): Promise<Task> => (await test.send('PATCH', `/tasks/${id}`, user, { body })).json<Task>();
const dates = async (user: TestUser, { id }: Task, limit = 50): Promise<string[]> =>
  (await test.send('GET', `/tasks/${id}/occurrences?limit=${limit}`, user)).json<{ items: { due_local: string }[] }>().items.map(({ due_local }) => due_local);
const next = async (user: TestUser, { id, occurrence_index }: Task): Promise<Task | null> => {
  await test.send('POST', `/tasks/${id}/complete`, user);
  const body = { occurrence_index: occurrence_index + 1 };
  return (await test.send('POST', `/internal/tasks/${id}/next`, null, { body, headers: { 'dapr-api-token': appToken } })).json<{ task: Task | null }>().task;
};

describe('a series', () => {
  it('goes on from its own dates where one instance was moved to another day', async () => {
    const user = await test.signUp();
    const rent = await create(user, { due_local: '2026-12-01', recurrence: 'FREQ=MONTHLY;BYMONTHDAY=1' });
    const moved = await patch(user, rent, { due_local: '2026-11-30' });
    expect(await dates(user, moved, 3)).toEqual(['2026-11-30', '2027-01-01', '2027-02-01']);
    const made = await next(user, moved);
    expect(made).toMatchObject({ due_local: '2027-01-01', series_date: '2027-01-01', occurrence_index: 1 });
    expect(await next(user, await patch(user, made!, { due_local: '2027-01-05' }))).toMatchObject({ due_local: '2027-02-01' });
  });

  it('goes on from the date to which an instance was skipped, with no date twice', async () => {
    const user = await test.signUp();
    const choir = await create(user, { title: 'choir', due_local: '2026-11-26T19:00', recurrence: 'FREQ=WEEKLY;BYDAY=MO,TH' });
    await test.send('POST', '/chat', user, { body: { message: 'skip choir today' } });
    const skipped = (await test.send('GET', `/tasks/${choir.id}`, user)).json<Task>();
    expect(skipped).toMatchObject({ due_local: '2026-11-30T19:00', series_date: '2026-11-30', occurrence_index: 0, status: 'TODO', version: 2 });
    expect((await test.events(user, 'task-events')).map(({ type }) => type)).toEqual(['task.created', 'task.updated']);
    expect(await next(user, skipped)).toMatchObject({ due_local: '2026-12-03T19:00', occurrence_index: 1 });
  });

  it('takes a new time of day, zone or rule over', async () => {
    const user = await test.signUp();
    const daily = await create(user, { due_local: '2026-11-26', recurrence: 'FREQ=DAILY' });
    const evening = await next(user, await patch(user, daily, { due_local: '2026-11-26T18:00' }));
    expect(evening).toMatchObject({ due_local: '2026-11-27T18:00' });
    const abroad = await next(user, await patch(user, evening!, { time_zone: 'Asia/Tokyo' }));
    expect(abroad).toMatchObject({ due_local: '2026-11-28T18:00', time_zone: 'Asia/Tokyo', due_date: '2026-11-28T09:00:00.000Z' });
    const weekly = await patch(user, await patch(user, abroad!, { due_local: '2026-11-30T18:00' }), { recurrence: 'FREQ=WEEKLY' });
    expect(weekly).toMatchObject({ series_anchor: '2026-11-30T18:00', series_date: '2026-11-30' });
    expect(await next(user, weekly)).toMatchObject({ due_local: '2026-12-07T18:00' });
  });

  it('ends at the instant of an UNTIL in UTC', async () => {
    const user = await test.signUp('Asia/Jerusalem');
    const shabbat = await create(user, { due_local: '2026-11-28T12:30', recurrence: 'FREQ=WEEKLY;UNTIL=20261212T103000Z' });
    expect(await dates(user, shabbat)).toEqual(['2026-11-28T12:30', '2026-12-05T12:30', '2026-12-12T12:30']);
  });

  it('stops repeating where the rule is taken away, and nothing follows', async () => {
    const user = await test.signUp();
    const daily = await create(user, { due_local: '2026-11-26', recurrence: 'FREQ=DAILY' });
    const single = await patch(user, daily, { recurrence: null });
    expect(single).toMatchObject({ series_id: null, series_anchor: null, series_date: null, occurrence_index: 0 });
    expect([await next(user, single), await dates(user, single)]).toEqual([null, []]);
  });

  it('may be over three centuries', async () => {
    const user = await test.signUp();
    const long = await patch(user, await create(user, { due_local: '1900-01-01', recurrence: 'FREQ=DAILY' }), { due_local: '2199-12-01' });
    const all = await dates(user, long);
    expect([all.length, all[0], all[1], all.at(-1)]).toEqual([31, '2199-12-01', '2199-12-02', '2199-12-31']);
  });
});
