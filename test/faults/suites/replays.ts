import { expect } from 'vitest';
import { signInAdmin, signUp, type Person } from '../../e2e/client.ts';
import { sql } from '../../e2e/oracle.ts';
import { origin, system } from '../../e2e/system.ts';
import { allAccepted, type Row } from '../row.ts';

const patiently = { timeout: 120_000, interval: 250 };
/** A few for each person, whose events fail one after the other. */
const others = 6;
const each = 2;

/**
 * Creates tasks whose events the probe fails on until it is mended; resolves with their
 * group when all are recorded as failures.
 */
const addFailing = async (people: readonly Person[], why: string): Promise<{ tasks: string[]; group: string }> => {
  const added = await Promise.all(people.flatMap((person) => Array.from({ length: each }, () => person.addTask(`fails until mended ${why}`))));
  const tasks = added.map(({ id }) => id);
  const failures = (): Promise<{ fingerprint: string }[]> =>
    sql(
      `select fingerprint from ops_service.failures f join ops_service.dead_letters d on d.id = f.dead_letter_id
       where d.task_id = any($1) and f.consumer = 'probe-service' and f.attempts = 4`,
      [tasks],
    );
  await expect.poll(async () => (await failures()).length, patiently).toBe(tasks.length);
  return { tasks, group: (await failures())[0]!.fingerprint };
};

const handledOf = async (tasks: readonly string[]): Promise<string[]> =>
  (await sql<{ task_id: string }>('select task_id from probe_service.handled where task_id = any($1::uuid[])', [tasks])).map(({ task_id }) => task_id);

const stateOf = async (id: string): Promise<string> => (await sql<{ state: string }>('select state from ops_service.bulk_replays where id = $1', [id]))[0]!.state;

/**
 * The replay of failed events continues without the replica that began it, and each of them
 * has its effect once.
 */
export const killInReplay: Row = {
  id: 'kill-in-replay',
  injects: 'kill -9 one of two replicas of ops-service and of chat-api in the middle of a replay',
  load: { perSecond: 6 },
  fault: async ({ random, note }) => {
    const [chat, ops] = [await system().startReplica('chat-api'), await system().startReplica('ops-service')];
    const admin = await signInAdmin(origin());
    const people = await Promise.all(Array.from({ length: others }, () => signUp(origin())));
    const { tasks, group } = await addFailing(people, `r${Math.floor(random() * 1e9)}`);
    await sql('insert into probe_service.mended select unnest($1::uuid[])', [tasks]);
    const { body } = await admin.call<{ bulk_replay: { id: string } }>('POST', '/ops/replays', { group, rate_per_second: 2 });
    await expect.poll(async () => (await handledOf(tasks)).length, patiently).toBeGreaterThan(1);
    note('handled before the kill', (await handledOf(tasks)).length);
    system().killApp('ops-service', 'SIGKILL');
    system().killApp(chat.name, 'SIGKILL');
    await expect.poll(() => stateOf(body.bulk_replay.id), patiently).toBe('done');
    expect((await handledOf(tasks)).sort()).toEqual(tasks.sort());
    note('handled in all, of so many', `${(await handledOf(tasks)).length} of ${tasks.length}`);
    for (const { name } of [chat, ops]) await system().stopApp(name);
    for (const { name } of [chat, ops]) await system().stopSidecar(name);
  },
  holds: allAccepted,
};
