import { describe, expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import { newId } from '#platform/ids';
import { signUp, type Person } from '../client.ts';
import { countMessages } from '../kafka.ts';
import { eventsOf, sql } from '../oracle.ts';
import { publishTaskEvent } from '../publish.ts';
import { origin, system } from '../system.ts';

const service = 'recurring-service';
const soon = { timeout: 15_000 };

/** How far a series has come: the index of each of its instances. */
const instancesOf = async (series_id: string | null): Promise<number[]> =>
  (await sql<{ occurrence_index: number }>('select occurrence_index from chat_api.tasks where series_id = $1 order by 1', [series_id])).map((row) => row.occurrence_index);

const daily = { due_local: '2030-05-06T09:00', recurrence: 'FREQ=DAILY' };
const complete = (person: Person, id: string) => person.call<Task>('POST', `/tasks/${id}/complete`);
const tasksOf = async (person: Person): Promise<Task[]> => (await person.call<{ items: Task[] }>('GET', '/tasks')).body.items;

/**
 * Waits until everything that this person has published is handled: their events are in
 * order, and this is the last.
 */
const expectHandled = async (person: Person): Promise<void> => {
  const marker = await person.addTask('marker', daily);
  await complete(person, marker.id);
  await expect.poll(() => instancesOf(marker.series_id), { timeout: 60_000 }).toEqual([0, 1]);
};

describe('a recurring task', () => {
  it('from the chat: done today, it is there for tomorrow, and says what led to it', async () => {
    const ada = await signUp(origin());
    await ada.say('add water plants every day at 9am');
    const [task] = await tasksOf(ada);
    expect(task).toMatchObject({ title: 'water plants', recurrence: expect.stringContaining('DAILY') });
    await complete(ada, task!.id);
    await expect.poll(() => instancesOf(task!.series_id), soon).toEqual([0, 1]);
    const next = (await tasksOf(ada)).find(({ occurrence_index }) => occurrence_index === 1)!;
    expect(next).toMatchObject({ title: 'water plants', status: 'TODO', due_local: expect.stringMatching(/T09:00$/), version: 1 });
    expect(Date.parse(next.due_date!)).toBeGreaterThan(Date.parse(task!.due_date!));
    const [, completed, created] = await eventsOf('task-events', ada.id, 3);
    expect(created).toMatchObject({ type: 'task.created', subject: next.id, channel: 'system', correlationid: completed!.correlationid });
  });

  it('has one next instance although its completion is published ten times, by the same and by other ids', async () => {
    const ada = await signUp(origin());
    const task = await ada.addTask('once', daily);
    await complete(ada, task.id);
    const [, completed] = await eventsOf('task-events', ada.id, 2);
    for (let i = 0; i < 10; i++) await publishTaskEvent(i < 5 ? completed! : { ...completed!, id: newId() }, ada.id);
    await expectHandled(ada);
    expect(await instancesOf(task.series_id)).toEqual([0, 1]);
  });

  it('has one next instance although it is completed, reopened and completed again', async () => {
    const ada = await signUp(origin());
    const task = await ada.addTask('again', daily);
    for (const step of ['complete', 'reopen', 'complete']) await ada.call('POST', `/tasks/${task.id}/${step}`);
    await expectHandled(ada);
    expect(await instancesOf(task.series_id)).toEqual([0, 1]);
  });

  it('ends with its rule', async () => {
    const ada = await signUp(origin());
    const task = await ada.addTask('twice', { ...daily, recurrence: 'FREQ=DAILY;COUNT=2' });
    await complete(ada, task.id);
    await expect.poll(() => instancesOf(task.series_id), soon).toEqual([0, 1]);
    await complete(ada, (await tasksOf(ada)).find(({ occurrence_index }) => occurrence_index === 1)!.id);
    await expectHandled(ada);
    expect(await instancesOf(task.series_id)).toEqual([0, 1]);
  });

  it('has one next instance although recurring-service is killed in between, again and again', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => signUp(origin())));
    const tasks = await Promise.all(people.map((person) => person.addTask('in a crash', daily)));
    const made = async (): Promise<number> => (await Promise.all(tasks.map(({ series_id }) => instancesOf(series_id)))).filter(({ length }) => length > 1).length;
    const completions = people.map(async (person, i) => complete(person, tasks[i]!.id));
    for (const round of [1, 3]) {
      await expect.poll(made, { timeout: 60_000, interval: 2 }).toBeGreaterThanOrEqual(round);
      system().killApp(service, 'SIGKILL');
      await expect.poll(() => system().pid(service), { timeout: 20_000 }).toBeUndefined();
      await system().ready(service);
    }
    await Promise.all(completions);
    await Promise.all(people.map(expectHandled));
    for (const { series_id } of tasks) expect(await instancesOf(series_id)).toEqual([0, 1]);
  });

  it('waits for a chat-api that is down, and nothing is dead-lettered', async () => {
    const ada = await signUp(origin());
    const letters = await countMessages(system().kafkaBrokers, 'dlq.task-events');
    const task = await ada.addTask('meanwhile', daily);
    await system().stopApp(service);
    await complete(ada, task.id);
    await eventsOf('task-events', ada.id, 2);
    await system().stopApp('chat-api');
    await system().startApp(service);
    const problems = async (): Promise<unknown> => (await (await fetch(`${system().urls[service]}/healthz`)).json() as { problems: unknown }).problems;
    await expect.poll(problems, { timeout: 30_000 }).toHaveProperty('outage');
    await system().startApp('chat-api');
    await expect.poll(() => instancesOf(task.series_id), { timeout: 60_000 }).toEqual([0, 1]);
    expect(await countMessages(system().kafkaBrokers, 'dlq.task-events')).toBe(letters);
    await expect.poll(problems, { timeout: 15_000 }).toEqual({});
  });
});
