import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explain } from '../../../test/helpers/explain.ts';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';
import { everything } from '../domain/talk/intents.ts';
import { findByFilter, findByWords } from './find-tasks.ts';
import { listTasks } from './list-tasks.ts';

let test: TestApp;
let user: TestUser;
beforeAll(async () => {
  test = await createTestApp();
  user = await test.signUp('UTC');
  for (const body of [
    { title: 'Zahnarzt anrufen', description: 'wegen der Füllung; Kontonummer 100%_7' },
    { title: 'Straße fegen', tags: ['Gartenarbeit'] },
    { title: '会議の準備', description: '資料を印刷する' },
    { title: 'Buy milk', description: 'and the crème fraîche' },
  ]) await test.send('POST', '/tasks', user, { body });
});
afterAll(() => test.close());

const found = async (q: string): Promise<string[]> => {
  const response = await test.send('GET', `/tasks?q=${encodeURIComponent(q)}`, user);
  return response.json<{ items: { title: string }[] }>().items.map(({ title }) => title);
};

describe('a search', () => {
  it.each([
    ['arzt', ['Zahnarzt anrufen']],
    ['nummer', ['Zahnarzt anrufen']],
    ['FULLUNG', ['Zahnarzt anrufen']],
    ['fu\u0308llung', ['Zahnarzt anrufen']],
    ['garten', ['Straße fegen']],
    ['straße f', ['Straße fegen']],
    ['会議', ['会議の準備']],
    ['印刷', ['会議の準備']],
    ['議', ['会議の準備']],
    ['the creme f', ['Buy milk']],
    ['100%_7', ['Zahnarzt anrufen']],
    ['100_%7', []],
    ['\\', []],
    ['mi', ['Buy milk']],
    ['milk and', []],
  ])('for %j finds it in words, in any case and with or without accents', async (q, titles) => expect(await found(q)).toEqual(titles));

  it('by the chat finds by the same', async () => {
    const filter = { ...everything, status: 'all' } as const;
    const here = { now: '2026-11-26T08:00:00Z', today: '2026-11-26', time_zone: 'UTC', limit: 10 };
    const titles = async (q: string): Promise<string[]> => (await findByFilter(test.db.database, user.id, { ...filter, q } as never, here)).tasks.map(({ title }) => title);
    expect([await titles('fullung anrufen'), await titles('gartenarbeit fegen'), await titles('milk garten')]).toEqual([['Zahnarzt anrufen'], ['Straße fegen'], []]);
    expect((await findByWords(test.db.database, user.id, ['strasse'])).length).toBe(0);
    expect((await findByWords(test.db.database, user.id, ['egen', 'straße'])).map(({ title }) => title)).toEqual(['Straße fegen']);
  });
});

describe('among very many tasks', () => {
  it('is answered by an index, for GET /tasks and for the chat', async () => {
    const { database } = test.db;
    const many = await test.signUp();
    await database.query(
      `insert into tasks (id, user_id, title, description, status, priority, time_zone, recurrence_mode, occurrence_index, tags, version, created_at, updated_at)
       select uuidv7(), $1, 'task ' || i, md5(i::text) || md5((i + 1)::text), 'TODO', 'MEDIUM', 'UTC', 'schedule', 0, '{}', 1, now(), now() from generate_series(1, 5000) i`,
      [many.id],
    );
    await database.query('vacuum analyze tasks');
    const asked: string[] = [];
    const explaining = { query: async <Row extends object>(sql: string, values?: unknown[]) => {
      if (sql.includes('from tasks')) asked.push(JSON.stringify(await database.query(explain(sql), values)));
      return [{ user_seq: 0 }].slice(sql.includes('from tasks') ? 1 : 0) as unknown as Row[];
    } };
    for (const order of ['created', 'due', 'priority'] as const) await listTasks(explaining, many.id, { q: 'needle' }, { limit: 50, order });
    await findByWords(explaining, many.id, ['needle', 'in']);
    expect(asked).toHaveLength(4);
    for (const plan of asked) expect(plan).toContain('tasks_searched');
  });

  it('lets two searches run at once, whoever sends them, and everything else beside them', async () => {
    let running = 0;
    let most = 0;
    const gate = Promise.withResolvers<void>();
    const app = await createTestApp();
    const people = await Promise.all(Array.from({ length: 5 }, () => app.signUp()));
    const real = app.db.database.query;
    app.db.database.query = (async (sql: string, values?: unknown[], limitMs?: number) => {
      if (!sql.includes('searched like')) return real(sql, values, limitMs);
      most = Math.max(most, ++running);
      await gate.promise;
      running -= 1;
      return real(sql, values, limitMs);
    }) as typeof real;
    const searches = people.map((person) => app.send('GET', '/tasks?q=milk', person));
    await expect.poll(() => running).toBe(2);
    const others = await Promise.all(people.map((person) => app.send('GET', '/tasks', person)));
    gate.resolve();
    expect([others.map(({ statusCode }) => statusCode), (await Promise.all(searches)).map(({ statusCode }) => statusCode), most]).toEqual([Array(5).fill(200), Array(5).fill(200), 2]);
    await app.close();
  });
});
