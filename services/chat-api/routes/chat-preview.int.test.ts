import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({ now: () => '2026-11-26T13:30:00.000Z' });
});
afterAll(() => test.close());

interface Preview {
  message: string;
  parts: { from: number; to: number; text: string; kind: string }[];
  summary: string | null;
  question: string | null;
  choices: string[];
}

const previewer = async () => {
  const user = await test.signUp();
  return { user, preview: async (message: string): Promise<Preview> => (await test.send('POST', '/chat/preview', user, { body: { message } })).json<Preview>() };
};

it('says what each word is taken for and what would be done', async () => {
  const { preview } = await previewer();
  expect(await preview('  please buy   milk tomorrow #home ')).toEqual({
    message: 'please buy milk tomorrow #home',
    parts: [
      { from: 0, to: 6, text: 'please', kind: 'courtesy' }, { from: 7, to: 15, text: 'buy milk', kind: 'title' },
      { from: 16, to: 24, text: 'tomorrow', kind: 'time' }, { from: 25, to: 30, text: '#home', kind: 'tag' },
    ],
    summary: 'Add “buy milk”, due tomorrow, #home',
    question: null,
    choices: [],
  });
});

it('says what would be asked', async () => {
  const { preview } = await previewer();
  expect(await preview('add dentist 05-12-2026')).toMatchObject({ summary: null, question: 'Which do you mean?', choices: [expect.stringContaining('Sat 5 Dec'), expect.stringContaining('Tue 12 May')] });
});

it('does nothing, keeps nothing, and knows what was said before', async () => {
  const { user, preview } = await previewer();
  await test.send('POST', '/chat', user, { body: { message: 'delete all' } });
  await test.send('POST', '/chat', user, { body: { message: 'add milk' } });
  expect((await preview('delete it')).summary).toBe('Delete it');
  expect((await test.send('GET', '/tasks', user)).json<{ items: unknown[] }>().items).toHaveLength(1);
  expect((await test.send('GET', '/chat', user)).json<{ items: unknown[] }>().items).toHaveLength(4);
});

it('is for users, and for messages of at most 1,000 characters', async () => {
  const { user } = await previewer();
  expect((await test.send('POST', '/chat/preview', null, { body: { message: 'x' } })).statusCode).toBe(401);
  expect((await test.send('POST', '/chat/preview', user, { body: { message: 'x'.repeat(1_001) } })).statusCode).toBe(400);
});
