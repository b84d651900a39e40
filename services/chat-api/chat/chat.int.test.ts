import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import { createTestApp, type TestApp } from '../testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({ now: () => '2026-11-20T12:30:00.000Z' });
});
afterAll(() => test.close());

interface Answer {
  reply: string;
  actions: { type: string; task_id: string; task: Task }[];
  choices: { label: string; message: string }[];
}

/** A conversation of a new user. */
const converse = async () => {
  const user = await test.signUp();
  const say = async (message: string): Promise<Answer> => (await test.send('POST', '/chat', user, { body: { message } })).json<Answer>();
  const tasks = async (): Promise<Task[]> => (await test.send('GET', '/tasks', user)).json<{ items: Task[] }>().items;
  return { user, say, tasks };
};

describe('the chat', () => {
  it('adds a task, says when it is due and when it will remind, and announces it as said by chat', async () => {
    const { user, say, tasks } = await converse();
    const answer = await say('add buy milk tomorrow 9am #home !high');
    expect(answer.reply).toBe('Added “buy milk”, due tomorrow 09:00, high priority, #home. Next reminder: tomorrow 08:00.');
    const [task] = await tasks();
    expect(answer.actions).toEqual([{ type: 'task.created', task_id: task?.id, task }]);
    expect(task).toMatchObject({ title: 'buy milk', due_date: '2026-11-21T08:00:00.000Z', priority: 'HIGH', tags: ['home'] });
    for (const event of await test.events(user)) expect(event.channel).toBe('chat');
  });

  it('goes through the life of a task', async () => {
    const { say, tasks } = await converse();
    const types: (string | undefined)[] = [];
    for (const message of [
      'remind me to call mum on saturday at 6pm', 'rename call mum to call dad', 'move dad to monday 10:00', 'set call dad priority low',
      'tag call dad #family', 'start dad', 'done dad', 'reopen dad',
    ]) types.push((await say(message)).actions[0]?.type);
    expect(types).toEqual(['task.created', ...Array.from({ length: 5 }, () => 'task.updated'), 'task.completed', 'task.updated']);
    expect(await tasks()).toMatchObject([{ title: 'call dad', due_local: '2026-11-23T10:00', priority: 'LOW', tags: ['family'], status: 'TODO', version: 8 }]);
    expect((await say('delete call dad')).actions[0]?.type).toBe('task.deleted');
    expect(await tasks()).toEqual([]);
  });

  it('lists what is asked for', async () => {
    const { say } = await converse();
    for (const message of ['add buy milk today 6pm #home', 'add call mum tomorrow', 'add old thing']) await say(message);
    await say('done old thing');
    expect((await say('list')).reply).toMatch(/^2 tasks:\n1. “buy milk”.*\n2. “call mum”/);
    expect((await say("what's due today")).reply).toMatch(/^1 task:\n1. “buy milk”/);
    expect((await say('show my tasks #HOME')).reply).toMatch(/^1 task:\n1. “buy milk”/);
    expect((await say('show done tasks')).reply).toMatch(/old thing.*✓/);
    expect((await say('list zebra')).reply).toBe('No tasks found.');
  });

  it('asks which task is meant, and each choice does exactly that', async () => {
    const { say, tasks } = await converse();
    await say('add buy milk');
    await say('add spill milk');
    const asked = await say('done milk');
    expect(asked).toMatchObject({ actions: [], choices: [{}, {}] });
    const choice = asked.choices.find(({ label }) => label.includes('spill'))!;
    expect((await say(choice.message)).reply).toBe('Done: “spill milk”.');
    expect((await tasks()).map(({ title, status }) => [title, status])).toEqual([['spill milk', 'DONE'], ['buy milk', 'TODO']]);
  });

  it('takes the reading of a rename that fits a task', async () => {
    const { say } = await converse();
    await say('add go to shop');
    expect((await say('rename go to shop to go to market')).actions[0]?.task.title).toBe('go to market');
  });

  it('changes nothing when it does not understand, finds nothing, or nothing would change', async () => {
    const { user, say } = await converse();
    await say('add milk');
    for (const message of ['why?', 'done bread', 'reopen milk', 'move milk to the moon', 'set milk priority medium', `tag milk ${'#x'.repeat(200)}`, 'help']) {
      expect((await say(message)).actions).toEqual([]);
    }
    expect(await test.events(user)).toHaveLength(3);
  });

  it('has the notifications do what is theirs, and keeps both sides of the conversation', async () => {
    const wishes: unknown[] = [];
    const other = await createTestApp({ askNotifications: async (_user, wish) => (wishes.push(wish), 'Quiet from 22:00 to 07:00.') });
    const user = await other.signUp();
    const answer = (await other.send('POST', '/chat', user, { body: { message: 'quiet from 22 to 7' } })).json<Answer>();
    expect(answer).toMatchObject({ reply: 'Quiet from 22:00 to 07:00.', actions: [], choices: [] });
    expect(wishes).toEqual([{ kind: 'quiet', from: '22:00', to: '07:00' }]);
    const history = (await other.send('GET', '/chat', user)).json<{ items: { text: string }[] }>().items;
    expect(history.map(({ text }) => text)).toEqual(['Quiet from 22:00 to 07:00.', 'quiet from 22 to 7']);
    await other.close();
  });

  it('snoozes once for one Idempotency-Key, however often it is said', async () => {
    const wishes: unknown[] = [];
    const other = await createTestApp({ askNotifications: async (_user, wish) => `Snoozed ${wishes.push(wish)} times.` });
    const user = await other.signUp();
    const snooze = () => other.send('POST', '/chat', user, { body: { message: 'snooze an hour' }, headers: { 'idempotency-key': 'snooze' } });
    const [one, two] = await Promise.all([snooze(), snooze()]);
    expect([one, two, await snooze()].map((answer) => answer.json<Answer>().reply)).toEqual(['Snoozed 1 times.', 'Snoozed 1 times.', 'Snoozed 1 times.']);
    expect(wishes).toEqual([{ kind: 'snooze', minutes: 60 }]);
    await other.close();
  });

  it('says what to do with more than it reads at once', async () => {
    const { say, tasks } = await converse();
    expect((await say('buy milk or '.repeat(80))).reply).toBe('That is a lot at once: say it in shorter sentences.');
    expect(await tasks()).toEqual([]);
  });

  it('finds no task of another user', async () => {
    const [one, two] = await Promise.all([converse(), converse()]);
    const made = await one.say('add secret plan');
    expect((await two.say('delete secret plan')).reply).toMatch(/^I find no task/);
    expect((await two.say(`delete ${made.actions[0]?.task_id}`)).actions).toEqual([]);
    expect((await two.say('undo')).reply).toBe('There is nothing to undo.');
    expect(await one.tasks()).toHaveLength(1);
  });
});

describe('undo', () => {
  it('takes back what was added, changed, finished and deleted, one after the other', async () => {
    const { user, say, tasks } = await converse();
    const made = (await say('add milk #a')).actions[0]!.task;
    await say('move milk to monday');
    expect((await say('undo')).reply).toMatch(/^Undone: Changed “milk” \(due date\)\. Now it is “milk”, #a\./);
    expect((await tasks())[0]).toMatchObject({ due_local: null, due_date: null, version: 3 });
    await say('done milk');
    expect((await say('undo')).actions[0]).toMatchObject({ type: 'task.updated', task: { status: 'TODO', completed_at: null } });
    await say('delete milk');
    const [restored] = (await say('undo')).actions;
    expect(restored).toMatchObject({ type: 'task.created', task: { title: 'milk', tags: ['a'], version: 1 } });
    expect(restored?.task_id).not.toBe(made.id);
    expect((await test.events(user, 'task-events')).map(({ type }) => type).slice(-2)).toEqual(['task.deleted', 'task.created']);
  });

  it('removes what was just added, once', async () => {
    const { say, tasks } = await converse();
    await say('add milk');
    expect((await say('undo')).actions[0]?.type).toBe('task.deleted');
    expect(await tasks()).toEqual([]);
    expect((await say('undo')).reply).toBe('There is nothing to undo.');
  });

  it('is of the person: what the page did last goes first', async () => {
    const { user, say, tasks } = await converse();
    const made = (await say('add milk')).actions[0]!.task;
    await test.send('PATCH', `/tasks/${made.id}`, user, { body: { title: 'oat milk' } });
    expect((await say('undo')).actions).toMatchObject([{ type: 'task.updated', task: { title: 'milk' } }]);
    expect((await say('undo')).actions).toMatchObject([{ type: 'task.deleted' }]);
    expect(await tasks()).toEqual([]);
  });
});

describe('/chat', () => {
  it('keeps the conversation, newest first, in pages', async () => {
    const { user, say } = await converse();
    await say('add milk');
    await say('half a loaf');
    const first = (await test.send('GET', '/chat?limit=3', user)).json<{ items: { role: string; text: string }[]; next_cursor: string }>();
    expect(first.items.map(({ role }) => role)).toEqual(['assistant', 'user', 'assistant']);
    expect(first.items[1]?.text).toBe('half a loaf');
    const second = (await test.send('GET', `/chat?limit=3&cursor=${first.next_cursor}`, user)).json();
    expect(second).toMatchObject({ items: [{ role: 'user', text: 'add milk' }], next_cursor: null });
  });

  it('does the same message once for one Idempotency-Key', async () => {
    const { user, tasks } = await converse();
    const say = () => test.send('POST', '/chat', user, { body: { message: 'add milk' }, headers: { 'idempotency-key': 'abc' } });
    const [one, two] = await Promise.all([say(), say()]);
    expect(one.body).toBe(two.body);
    expect(await tasks()).toHaveLength(1);
  });

  it.each([[{}, 'message'], [{ message: '' }, 'message'], [{ message: 'x'.repeat(10_001) }, 'message'], [{ message: 'x', as: 'root' }, 'as']])(
    'refuses %j by its field',
    async (body, field) => {
      const { user } = await converse();
      const response = await test.send('POST', '/chat', user, { body });
      expect([response.statusCode, response.json<{ errors: { field: string }[] }>().errors[0]?.field]).toEqual([400, field]);
    },
  );

  it('answers ten thousand characters of anything', async () => {
    const { say } = await converse();
    for (const text of ['x', '"', '\n', '#a ', '😀']) expect((await say(`add ${text.repeat(9_990 / text.length)}`)).actions).toEqual([]);
  });
});
