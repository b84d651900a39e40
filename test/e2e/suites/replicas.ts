import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import type { Replica } from '../../harness/replica.ts';
import { signUp, type Person } from '../client.ts';
import { countMessages, readTopic } from '../kafka.ts';
import { sql } from '../oracle.ts';
import { origin, system } from '../system.ts';

const consumers = ['reminder-service', 'notification-service', 'recurring-service', 'audit-service'];
/** So many keys that each of the three partitions has some. */
const people: Person[] = [];
const replicas = new Map<string, Replica>();

const patiently = { timeout: 60_000, interval: 250 };
const soon = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toISOString();

/** How many deliveries a process has handled, whatever became of them. */
const handledAt = async (url: string): Promise<number> => {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return [...metrics.matchAll(/^events_handled_total\{.*\} (\d+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
};

/** Deliveries of each consumer, its first and its second replica. */
const handled = async (): Promise<number[][]> =>
  Promise.all(consumers.map((app) => Promise.all([system().urls[app]!, replicas.get(app)!.url].map(handledAt))));

const bothWorkedSince = async (before: number[][]): Promise<boolean> =>
  (await handled()).every((counts, i) => counts.every((count, j) => count > before[i]![j]!));

const idsOf = (tasks: readonly Task[]): string[] => tasks.map(({ id }) => id);
const numberOf = async (query: string, tasks: readonly Task[]): Promise<number> => (await sql<{ n: number }>(`select count(*)::int as n from ${query}`, [idsOf(tasks)]))[0]!.n;

const sentReminders = (tasks: readonly Task[]) => numberOf(`reminder_service.reminders where task_id = any($1) and state = 'sent'`, tasks);
const mailed = (tasks: readonly Task[]) =>
  numberOf(`notification_service.deliveries where task_ids[1] = any($1) and kind = 'task_reminder' and channel = 'email' and state = 'delivered'`, tasks);
const nextInstances = (tasks: readonly Task[]) => numberOf(`chat_api.tasks where series_id = any(select series_id from chat_api.tasks where id = any($1)) and occurrence_index = 1`, tasks);
/** A creation and a completion each. */
const audited = (tasks: readonly Task[]) => numberOf('audit_service.audit_entries where task_id = any($1)', tasks);

/** A daily task for each person, with a reminder in a few seconds. */
const addTasks = (title: string, seconds: number): Promise<Task[]> =>
  Promise.all(people.map((person, i) =>
    person.addTask(title, { due_local: '2030-05-06T09:00', recurrence: 'FREQ=DAILY', reminders: [{ at: soon(seconds + (i % 8) / 2) }] })));
const completeAll = (tasks: readonly Task[]): Promise<unknown> => Promise.all(tasks.map(({ id }, i) => people[i]!.call('POST', `/tasks/${id}/complete`)));

/** A person's events are handled in order: once this later task of each is audited and scheduled, nothing of the earlier ones is still to come. */
const expectNothingMore = async (): Promise<void> => {
  const markers = await Promise.all(people.map((person) => person.addTask('marker', { due_local: '2030-05-06' })));
  await expect.poll(() => audited(markers), patiently).toBe(people.length);
  await expect.poll(() => numberOf('reminder_service.reminders where task_id = any($1)', markers), patiently).toBe(2 * people.length);
  await expect.poll(() => numberOf(`notification_service.tasks where task_id = any($1) and facts ? 'title'`, markers), patiently).toBe(people.length);
};

/** The tasks of the reminder events so far, each event counted once: a publisher that dies publishes the same one again. */
const remindedTasks = async (tasks: readonly Task[]): Promise<string[]> => {
  const wanted = new Set(idsOf(tasks));
  const keys = new Set<string | undefined>(people.map(({ id }) => id));
  const all = await countMessages(system().kafkaBrokers, 'reminders');
  const messages = await readTopic(system().kafkaBrokers, 'reminders', ({ length }) => length >= all);
  const events = new Map(messages.filter(({ key }) => keys.has(key)).map(({ value }) => JSON.parse(value) as { id: string; subject: string }).map(({ id, subject }) => [id, subject]));
  return [...events.values()].filter((id) => wanted.has(id)).sort();
};

/** Mails about these titles in the inbox, each counted once by its Message-ID. */
const mailsAbout = async (title: string): Promise<string[]> => {
  const mails = (await (await fetch(`${system().mailUrl}/email`)).json()) as { subject: string; messageId: string; to: { address: string }[] }[];
  const ours = mails.filter(({ subject }) => subject === `Reminder: ${title}`);
  return [...new Map(ours.map(({ messageId, to }) => [messageId, to[0]!.address])).values()].sort();
};

/** One reminder, one mail, one next instance and two audit entries a task, and nothing beside them. */
const expectOneEffectEach = async (tasks: readonly Task[], title: string): Promise<void> => {
  const all = tasks.length;
  const effects = () => Promise.all([sentReminders(tasks), mailed(tasks), nextInstances(tasks), audited(tasks)]);
  await expect.poll(effects, patiently).toEqual([all, all, all, 2 * all]);
  await expectNothingMore();
  expect(await effects()).toEqual([all, all, all, 2 * all]);
  expect(await remindedTasks(tasks)).toEqual(idsOf(tasks).sort());
  const addresses = await sql<{ email: string }>('select email from chat_api.users where id = any($1)', [people.map(({ id }) => id)]);
  expect(await mailsAbout(title)).toEqual(addresses.map(({ email }) => email).sort());
};

describe('two replicas of each consumer', () => {
  beforeAll(async () => {
    await Promise.all(consumers.map(async (app) => replicas.set(app, await system().startReplica(app))));
    people.push(...(await Promise.all(Array.from({ length: 24 }, () => signUp(origin())))));
  }, 120_000);
  afterAll(async () => {
    const names = [...replicas.values()].map(({ name }) => name);
    await Promise.all(names.map((name) => system().stopApp(name)));
    await Promise.all(names.map((name) => system().stopSidecar(name)));
  }, 90_000);

  it('share the work, and each event has one effect', async () => {
    const before = await handled();
    // Until the groups have shared out their partitions, the first replica has all of them.
    await expect.poll(async () => {
      await completeAll(await addTasks('warming up', 3_600));
      return bothWorkedSince(before);
    }, { timeout: 60_000, interval: 1_000 }).toBe(true);
    const begun = await handled();
    const tasks = await addTasks('shared', 5);
    // A mail about a task that is done meanwhile would rightly be dropped.
    await expect.poll(() => mailed(tasks), patiently).toBe(tasks.length);
    await completeAll(tasks);
    await expectOneEffectEach(tasks, 'shared');
    expect(await bothWorkedSince(begun)).toBe(true);
  }, 180_000);

  it('have one effect each although one of the two is killed in the middle, and the other takes over', async () => {
    const finished = await addTasks('finished', 3_600);
    const tasks = await addTasks('survived', 4);
    await expect.poll(() => sentReminders(tasks), { ...patiently, interval: 20 }).toBeGreaterThanOrEqual(4);
    const kill = [...replicas.values()].flatMap(({ name }) => [system().stopApp(name, 'SIGKILL'), system().stopSidecar(name, 'SIGKILL')]);
    await Promise.all([...kill, completeAll(finished)]);
    for (const { url } of replicas.values()) await expect(fetch(url)).rejects.toThrow('fetch failed');
    await expect.poll(() => mailed(tasks), { ...patiently, timeout: 150_000 }).toBe(tasks.length);
    await completeAll(tasks);
    await expectOneEffectEach(tasks, 'survived');
    expect([await nextInstances(finished), await audited(finished)]).toEqual([finished.length, 2 * finished.length]);
  }, 180_000);
});
