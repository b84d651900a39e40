import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';

let test: TestApp;
let user: TestUser;
beforeAll(async () => {
  test = await createTestApp();
  user = await test.signUp('UTC');
  for (const body of [
    { title: 'Buy milk', tags: ['Home', 'shop'], priority: 'HIGH', due_local: '2026-11-20T10:00' },
    { title: 'Call mum', tags: ['home'], due_local: '2026-11-21' },
    { title: '100% sure_thing', description: 'about MILK', status: 'DONE' },
    { title: 'Write', status: 'IN_PROGRESS', due_date: '2026-11-22T00:00:00Z' },
  ]) await test.send('POST', '/tasks', user, { body });
});
afterAll(() => test.close());

interface Page {
  items: Task[];
  next_cursor: string | null;
  user_seq: number;
}
const list = async (query: string): Promise<Page> => (await test.send('GET', `/tasks?${query}`, user)).json<Page>();

describe('GET /tasks', () => {
  it('lists the newest first, with the counter of changes', async () => {
    const page = await list('');
    expect(page.items.map(({ title }) => title)).toEqual(['Write', '100% sure_thing', 'Call mum', 'Buy milk']);
    expect(page).toMatchObject({ next_cursor: null, user_seq: 4 });
  });

  it.each([
    ['status=DONE', ['100% sure_thing']],
    ['status=TODO&status=IN_PROGRESS', ['Write', 'Call mum', 'Buy milk']],
    ['priority=HIGH', ['Buy milk']],
    ['tag=home', ['Call mum', 'Buy milk']],
    ['tag=HOME&tag=shop', ['Buy milk']],
    ['q=milk', ['100% sure_thing', 'Buy milk']],
    ['q=0%25', ['100% sure_thing']],
    ['q=%25', ['100% sure_thing']],
    ['q=_', ['100% sure_thing']],
    ['due_after=2026-11-21T09:00:00Z', ['Write', 'Call mum']],
    ['due_before=2026-11-21T09:00:00Z', ['Buy milk']],
    ['due_after=2026-11-20T00:00:00Z&due_before=2026-11-22T00:00:00Z&status=TODO', ['Call mum', 'Buy milk']],
    [`q=${encodeURIComponent("'; drop table tasks --")}`, []],
  ])('narrows by %s', async (query, titles) => {
    expect((await list(query)).items.map(({ title }) => title)).toEqual(titles);
  });

  it('finds letters however they are composed, and with or without their accents', async () => {
    const other = await test.signUp('UTC');
    await test.send('POST', '/tasks', other, { body: { title: 'Cafe\u0301 review', description: 'ÜBER alles', tags: ['Bru\u0308cke'] } });
    const found = async (query: string): Promise<number> => (await test.send('GET', `/tasks?${query}`, other)).json<Page>().items.length;
    for (const query of ['q=caf\u00e9', 'q=CAFE', 'q=\u00fcber', 'q=uber', 'tag=br\u00fccke', 'tag=brucke']) expect([query, await found(encodeURI(query))]).toEqual([query, 1]);
    expect(await found('q=cafes')).toBe(0);
  });

  it.each([
    ['created', ['Write', '100% sure_thing', 'Call mum', 'Buy milk']],
    ['due', ['Buy milk', 'Call mum', 'Write', '100% sure_thing']],
    ['priority', ['Buy milk', 'Write', '100% sure_thing', 'Call mum']],
  ])('gives every task once over its pages, sorted by %s', async (sort, expected) => {
    const titles: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Page = await list(`limit=1&sort=${sort}${cursor === '' ? '' : `&cursor=${cursor}`}`);
      titles.push(...page.items.map(({ title }) => title));
      cursor = page.next_cursor;
    }
    expect(titles).toEqual(expected);
  });

  it('keeps apart tasks that are due at the same time, or never', async () => {
    const other = await test.signUp('UTC');
    for (const due_local of [null, '2026-11-20T10:00', null, '2026-11-20T10:00', null]) await test.send('POST', '/tasks', other, { body: { title: 'x', due_local } });
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const answer = await test.send('GET', `/tasks?limit=2&sort=due${cursor === '' ? '' : `&cursor=${cursor}`}`, other);
      const page: Page = answer.json<Page>();
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect([ids.length, new Set(ids).size]).toEqual([5, 5]);
  });

  it('refuses a cursor of a list in another order', async () => {
    const { next_cursor } = await list('limit=1&sort=priority');
    expect((await test.send('GET', `/tasks?sort=due&cursor=${next_cursor}`, user)).json<{ errors: { field: string }[] }>().errors[0]?.field).toBe('cursor');
  });

  it.each(['tag=%00', 'q=%00', 'due_after=0000-01-01T00:00:00Z', 'due_before=2026-02-30T00:00:00Z', 'due_after=9999-01-01T00:00:00Z'])('refuses %s', async (query) =>
    expect((await test.send('GET', `/tasks?${query}`, user)).statusCode).toBe(400),
  );

  it('names every bad parameter', async () => {
    const response = await test.send('GET', '/tasks?status=done&limit=0&cursor=x&sort=title&due_after=now&q=%00', user);
    expect(response.statusCode).toBe(400);
    const fields = response.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field);
    expect(fields.sort()).toEqual(['cursor', 'due_after', 'limit', 'q', 'sort', 'status.0']);
  });
});

describe('GET /tasks/{id}/occurrences', () => {
  it('shows the next dates', async () => {
    const made = await test.send('POST', '/tasks', user, { body: { title: 'x', due_local: '2026-03-28T09:00', time_zone: 'Europe/Berlin', recurrence: 'FREQ=DAILY' } });
    const response = await test.send('GET', `/tasks/${made.json<Task>().id}/occurrences?limit=2`, user);
    expect(response.json()).toEqual({
      items: [
        { due_local: '2026-03-28T09:00', due_date: '2026-03-28T08:00:00.000Z' },
        { due_local: '2026-03-29T09:00', due_date: '2026-03-29T07:00:00.000Z' },
      ],
      next_cursor: null,
    });
  });
});

it('gives a page as large as it may be, and all of them one after the other, where notes are long', async () => {
  const writer = await test.signUp('UTC');
  await test.db.database.query(
    `insert into tasks (id, user_id, title, description, status, priority, time_zone, recurrence_mode, occurrence_index, tags, version, created_at, updated_at)
     select uuidv7(), $1, 'task ' || i, repeat(chr(233), 60000), 'TODO', 'MEDIUM', 'UTC', 'schedule', 0, '{}', 1, now(), now() from generate_series(1, 50) i`,
    [writer.id],
  );
  for (const sort of ['created', 'due', 'priority']) {
    const titles: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const answer = await test.send('GET', `/tasks?limit=200&sort=${sort}${cursor === '' ? '' : `&cursor=${cursor}`}`, writer);
      expect(answer.rawPayload.length).toBeLessThan(5 * 1024 * 1024);
      const page: Page = answer.json<Page>();
      titles.push(...page.items.map(({ title }) => title));
      cursor = page.next_cursor;
    }
    expect([sort, titles.length, new Set(titles).size]).toEqual([sort, 50, 50]);
  }
});
