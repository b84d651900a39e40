import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect } from 'vitest';
import { signUp, type Person } from '../e2e/client.ts';

/** Queries of the database in the cluster, past the services. */
export type Sql = <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>;

/** {@link Sql} through a port of this machine. */
export const sqlAt = (port: number): Sql => async <Row extends object>(text: string, values: unknown[] = []) => {
  const client = new pg.Client({ connectionString: `postgres://todo:todo@127.0.0.1:${port}/todo` });
  await client.connect();
  return (await client.query(text, values).finally(() => client.end())).rows as Row[];
};

/** Far enough that both of its reminders wait. */
const task = { title: 'under load', due_local: '2040-05-06' };

/** Writes on behalf of a few people, until it is told to stop; keeps what was acknowledged, and how often each status was answered. */
const keepWriting = (people: readonly Person[], everyMs: number) => {
  const signal = { stopped: false };
  const acknowledged: string[] = [];
  const statuses = new Map<number, number>();
  const write = async (person: Person): Promise<void> => {
    while (!signal.stopped) {
      const { status, body } = await person.call<{ id: string }>('POST', '/tasks', task).catch(() => ({ status: 0, body: { id: '' } }));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 201) acknowledged.push(body.id);
      await sleep(everyMs);
    }
  };
  const writers = Promise.all(people.map(write));
  return {
    acknowledged,
    statuses,
    stop: async (): Promise<void> => {
      signal.stopped = true;
      await writers;
    },
  };
};

interface Effects {
  tasks: number;
  entries: number;
  entered: number;
  reminders: number;
  reminded: number;
  notified: number;
}

/** What each consumer made of some people's tasks: how many rows, and of how many tasks. */
const effectsFor = async (sql: Sql, people: readonly string[]): Promise<Effects> =>
  (
    await sql<Effects>(
      `select (select count(*)::int from chat_api.tasks where user_id::text = any($1)) as tasks,
        (select count(*)::int from audit_service.audit_entries where user_id::text = any($1)) as entries,
        (select count(distinct task_id)::int from audit_service.audit_entries where user_id::text = any($1)) as entered,
        (select count(*)::int from reminder_service.reminders r join reminder_service.tasks t using (task_id) where t.user_id::text = any($1) and r.state = 'pending') as reminders,
        (select count(distinct task_id)::int from reminder_service.reminders r join reminder_service.tasks t using (task_id) where t.user_id::text = any($1)) as reminded,
        (select count(*)::int from notification_service.tasks where user_id::text = any($1)) as notified`,
      [people],
    )
  )[0]!;

const countDeadLetters = async (sql: Sql): Promise<number> => (await sql<{ n: number }>('select count(*)::int as n from ops_service.dead_letters'))[0]!.n;

const seconds = (ms: number): number => Math.round(ms / 1_000);

/** Ten tasks a second, a fault in the middle of it, and then the count of everything. Returns how often each status was answered. */
export const underLoad = async (origin: string, sql: Sql, fault: () => Promise<unknown>): Promise<Map<number, number>> => {
  const before = await countDeadLetters(sql);
  const people = await Promise.all(Array.from({ length: 4 }, () => signUp(origin)));
  const started = Date.now();
  const load = keepWriting(people, 400);
  await sleep(3_000);
  await fault().finally(() => sleep(3_000).then(load.stop));
  const ids = people.map(({ id }) => id);
  const stored = new Set((await sql<{ id: string }>('select id from chat_api.tasks where user_id::text = any($1)', [ids])).map(({ id }) => id));
  expect(load.acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  // A write whose answer got lost is committed too, and counts like the others: one entry and two reminders of each task.
  const tasks = stored.size;
  const wanted: Effects = { tasks, entries: tasks, entered: tasks, reminders: 2 * tasks, reminded: tasks, notified: tasks };
  await expect.poll(() => effectsFor(sql, ids), { timeout: 120_000, interval: 1_000 }).toEqual(wanted);
  // What would come twice comes by now, if it comes at all.
  await sleep(5_000);
  expect(await effectsFor(sql, ids)).toEqual(wanted);
  expect(await countDeadLetters(sql)).toBe(before);
  process.stderr.write(`[k8s] ${load.acknowledged.length} tasks acknowledged in ${seconds(Date.now() - started)} s, answers ${JSON.stringify([...load.statuses])}, one effect of each\n`);
  return load.statuses;
};
