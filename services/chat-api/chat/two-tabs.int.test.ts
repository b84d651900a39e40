import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import { createTestApp, type TestApp } from '../testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({ now: () => '2026-11-20T12:30:00.000Z' });
});
afterAll(() => test.close());

interface Choice {
  label: string;
  message: string;
}

/** Two tabs of a new user who has been asked which milk is done. */
const asked = async () => {
  const user = await test.signUp();
  const open = () => ({
    say: async (message: string) => (await test.send('POST', '/chat', user, { body: { message } })).json<{ reply: string; actions: unknown[] }>(),
    read: async () => (await test.send('GET', '/chat', user)).json<{ items: { text: string; choices: Choice[] }[] }>().items,
  });
  const [one, two] = [open(), open()];
  for (const message of ['add buy milk', 'add spill milk', 'done milk']) await one.say(message);
  const { choices } = (await two.read())[0]!;
  const choice = (word: string): string => choices.find(({ label }) => label.includes(word))!.message;
  const openTitles = async () => (await test.send('GET', '/tasks?status=TODO', user)).json<{ items: Task[] }>().items.map(({ title }) => title);
  return { one, two, choices, choice, openTitles };
};

const settled = { reply: 'That question was answered already, or is too old: please say in words what to do.', actions: [], choices: [] };

describe('two tabs of one person', () => {
  it('show the same conversation and the same open question', async () => {
    const { one, two, choices } = await asked();
    expect(choices.length).toBeGreaterThan(1);
    expect(await one.read()).toEqual(await two.read());
  });

  it.each([
    ['by choice', 'buy', null],
    ['in words', null, 'the first'],
  ])('settle a question %s in one, and the other offers and does nothing more', async (_, word, words) => {
    const { one, two, choices, choice, openTitles } = await asked();
    expect((await one.say(words ?? choice(word!))).actions).toHaveLength(1);
    const left = await openTitles();
    expect(left).toHaveLength(1);
    expect((await two.read()).flatMap((line) => line.choices)).toEqual([]);
    for (const { message } of choices) expect(await two.say(message)).toMatchObject(settled);
    expect(await openTitles()).toEqual(left);
  });

  it('answer together, and one answer counts', async () => {
    const { one, two, choice, openTitles } = await asked();
    const said = await Promise.all([one.say(choice('buy')), two.say(choice('spill'))]);
    expect(said.filter(({ actions }) => actions.length === 1)).toHaveLength(1);
    expect(said).toContainEqual(expect.objectContaining(settled));
    expect(await openTitles()).toHaveLength(1);
  });

  it('keep a question open that one of them passed over', async () => {
    const { one, two, choice, openTitles } = await asked();
    await one.say('add bread');
    expect((await two.say(choice('buy'))).actions).toHaveLength(1);
    expect(await openTitles()).not.toContain('buy milk');
  });
});
