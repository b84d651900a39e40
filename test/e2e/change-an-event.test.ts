import { rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { makeCopy, type Copy } from '../docs/copy.ts';
import { read } from '../docs/documents.ts';
import { readSteps } from '../docs/page.ts';
import { signInAdmin, signUp, type Person } from './client.ts';
import { readTopic } from './kafka.ts';
import { sql } from './oracle.ts';
import { origin, startSystem, stopSystem, system } from './system.ts';

const page = read('docs/change-an-event.md');

/** The steps under a heading of the page. */
const stepsUnder = (heading: string) => readSteps(page.split(/^### /m).find((section) => section.startsWith(`${heading}\n`))!);

/**
 * The system runs the code of the copy, in which the page is followed; that can be done
 * once, so a failure is not tried again.
 */
let copy: Copy;
beforeAll(async () => {
  copy = makeCopy();
  await startSystem({ name: 'versions', apps: ['chat-api', 'reminder-service', 'notification-service', 'ops-service'], extraApps: [], extraResources: [], edit: (_file, text) => text });
  symlinkSync(join(projectRoot, 'web/dist'), join(copy.folder, 'web/dist'));
  const services = join(dirname(system().runFile), 'root/services');
  rmSync(services);
  symlinkSync(join(copy.folder, 'services'), services);
}, 900_000);
afterAll(async () => {
  await stopSystem();
  copy.remove();
}, 60_000);

const follow = (heading: string): void => {
  for (const step of stepsUnder(heading)) copy.follow(step);
  copy.run('npm', 'run', '--silent', 'typecheck');
};

const restart = async (id: string): Promise<void> => {
  await system().stopApp(id);
  await system().startApp(id);
  await system().ready(id);
};

/** Deploys a consumer as Kubernetes does: a replica of the code before is there all the time. */
const roll = async (id: string): Promise<void> => {
  const { name } = await system().startReplica(id);
  await restart(id);
  await system().stopApp(name);
  await system().stopSidecar(name);
};

const inTwoDays = (): string => new Date(Date.now() + 172_800_000).toISOString();

/**
 * People who add tasks until they are told to end; what chat-api does not answer while it
 * is deployed, they try again.
 */
const keepAdding = (people: readonly Person[]): (() => Promise<unknown>) => {
  const end = new AbortController();
  const add = async (person: Person): Promise<void> => {
    while (!end.signal.aborted) {
      await person.addTask('one more', { due_date: inTwoDays() }).catch(() => undefined);
      await sleep(100);
    }
  };
  const all = people.map(add);
  return () => {
    end.abort();
    return Promise.all(all);
  };
};

const tasksOf = async (people: readonly Person[]): Promise<string[]> =>
  (await sql<{ id: string }>('select id from chat_api.tasks where user_id = any($1)', [people.map(({ id }) => id)])).map(({ id }) => id);

/** The ids of the events that say in one version or the other that each task was made. */
const createdIn = async (tasks: readonly string[]): Promise<Map<string, { type: string; id: string }[]>> => {
  const found = new Map<string, { type: string; id: string }[]>(tasks.map((id) => [id, []]));
  const seen = new Set<string>();
  await readTopic(system().kafkaBrokers, 'task-events', (messages) => {
    for (const { value, partition, offset } of messages.slice(seen.size)) {
      seen.add(`${partition}/${offset}`);
      const { type, subject, id, replaytarget } = JSON.parse(value) as Record<string, string>;
      if (type!.startsWith('task.created') && replaytarget === undefined) found.get(subject!)?.push({ type: type!, id: id! });
    }
    return [...found.values()].every((events) => events.length > 0);
  });
  return found;
};

/** How many of some events a consumer remembers. */
const remembered = async (schema: string, ids: readonly string[]): Promise<number> =>
  (await sql(`select 1 from ${schema}.inbox where event_id = any($1::uuid[])`, [ids])).length;

interface Failure {
  id: string;
  state: string;
  attempts: number;
}

/** A task whose creation reminder-service could not handle: an old dead letter of version 1. */
const loseOne = async (admin: Person, person: Person): Promise<{ task: string; failure: () => Promise<Failure | undefined> }> => {
  await sql('alter table reminder_service.tasks rename to away');
  const { id: task } = await person.addTask('lost', { due_date: inTwoDays() });
  const failure = async () => (await admin.call<{ items: Failure[] }>('GET', `/ops/dead-letters?consumer=reminder-service&state=all&task_id=${task}`)).body.items[0];
  await expect.poll(async () => (await failure())?.attempts, { timeout: 60_000 }).toBe(4);
  await sql('alter table reminder_service.away rename to tasks');
  return { task, failure };
};

const remindersOf = async (task: string): Promise<number> => (await sql('select 1 from reminder_service.reminders where task_id = $1', [task])).length;

/** Until every task of these people has reached a table of a consumer. */
const arrived = (people: readonly Person[], table: string) =>
  expect.poll(async () => {
    const tasks = await tasksOf(people);
    const known = await sql(`select distinct task_id from ${table} where task_id = any($1::uuid[])`, [tasks]);
    return tasks.length - known.length;
  }, { timeout: 60_000 }).toBe(0);

it('task.created becomes task.created.v2 as the page says, while people add tasks: no consumer misses or repeats one, and a dead letter of version 1 is replayed', { retry: 0, timeout: 480_000 }, async () => {
  const admin = await signInAdmin(origin());
  const people = await Promise.all([1, 2, 3].map(() => signUp(origin())));
  const lost = await loseOne(admin, people[0]!);
  const endAdding = keepAdding(people);

  follow('Both versions');
  copy.run('npm', 'run', '--silent', 'contracts:release');
  copy.run('npm', 'run', '--silent', 'generate');
  await restart('chat-api');
  follow('One consumer');
  await roll('reminder-service');
  follow('The other consumer');
  await roll('notification-service');
  const before = (await tasksOf(people)).length;
  follow('The old version retires');
  await restart('chat-api');
  await expect.poll(async () => (await tasksOf(people)).length, { timeout: 30_000 }).toBeGreaterThan(before + 6);
  await endAdding();

  expect((await admin.call('POST', `/ops/dead-letters/${(await lost.failure())!.id}/replay`)).status).toBe(202);
  await expect.poll(async () => (await lost.failure())?.state, { timeout: 60_000 }).toBe('handled');
  await expect.poll(() => remindersOf(lost.task)).toBe(3);

  await arrived(people, 'reminder_service.tasks');
  await arrived(people, 'notification_service.notices');
  const created = await createdIn(await tasksOf(people));
  const said = [...created.values()].map((events) => events.map(({ type }) => type).join(' and '));
  expect(new Set(said)).toEqual(new Set(['task.created', 'task.created and task.created.v2', 'task.created.v2']));
  for (const [task, events] of created) {
    const ids = events.map(({ id }) => id);
    const notices = await sql('select 1 from notification_service.notices where task_id = $1', [task]);
    expect([task, await remembered('reminder_service', ids), await remembered('notification_service', ids), notices.length]).toEqual([task, 1, 1, 1]);
  }
  expect(await sql('select 1 from ops_service.dead_letters')).toHaveLength(1);
});
