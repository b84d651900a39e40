import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { signUp, type Person } from '../client.ts';
import { countMessages } from '../kafka.ts';
import { auditedOf, eventsOf, handledBy, sql } from '../oracle.ts';
import { origin, system } from '../system.ts';

const deadLetters = async (): Promise<number> =>
  (await countMessages(system().kafkaBrokers, 'dlq.task-events')) + (await countMessages(system().kafkaBrokers, 'dlq.audit-log'));

/** Writes on behalf of a few people until it is told to stop; keeps the ids of what was acknowledged. */
const keepWriting = (people: readonly Person[], everyMs: number) => {
  const signal = { stopped: false };
  const ledger = new Map<string, string[]>(people.map(({ id }) => [id, []]));
  const statuses = new Map<number, number>();
  const write = async (person: Person): Promise<void> => {
    while (!signal.stopped) {
      const { status, body } = await person.call<{ id: string }>('POST', '/tasks', { title: 'under load' }).catch(() => ({ status: 0, body: { id: '' } }));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 201) ledger.get(person.id)!.push(body.id);
      await sleep(everyMs);
    }
  };
  const writers = Promise.all(people.map(write));
  return {
    ledger,
    statuses,
    stop: async (): Promise<void> => {
      signal.stopped = true;
      await writers;
    },
  };
};

const patiently = { timeout: 90_000, interval: 500 };

/** Every acknowledged write has exactly one effect at each consumer, in order. */
const expectEverythingOnce = async (ledger: ReadonlyMap<string, string[]>): Promise<void> => {
  for (const [userId, acknowledged] of ledger) {
    // What was committed includes writes whose reply got lost.
    const committed = (await sql<{ id: string }>('select id from chat_api.tasks where user_id = $1 order by id', [userId])).map(({ id }) => id);
    expect(committed).toEqual(expect.arrayContaining(acknowledged));
    await expect.poll(async () => (await handledBy(userId)).length, patiently).toBeGreaterThanOrEqual(committed.length);
    await expect.poll(async () => (await auditedOf(userId)).length, patiently).toBeGreaterThanOrEqual(committed.length);

    const events = await eventsOf('task-events', userId, committed.length);
    const firstOccurrences = [...new Set(events.map(({ id }) => id))];
    const handled = await handledBy(userId);
    expect(handled.map(({ event_id }) => event_id).slice(0, firstOccurrences.length)).toEqual(firstOccurrences);
    expect(handled.map(({ task_id }) => task_id).sort()).toEqual(committed);
    expect((await auditedOf(userId)).map(({ task_id }) => task_id).sort()).toEqual(committed);
  }
};

const somePeople = (count: number): Promise<Person[]> => Promise.all(Array.from({ length: count }, () => signUp(origin())));

/** Load, a fault in the middle of it, and then the count of everything. */
const underLoad = async (fault: () => Promise<unknown>, people = 4): Promise<Map<number, number>> => {
  const before = await deadLetters();
  const load = keepWriting(await somePeople(people), 50);
  await sleep(2_000);
  await fault();
  await sleep(3_000);
  await load.stop();
  await expectEverythingOnce(load.ledger);
  expect(await deadLetters()).toBe(before);
  return load.statuses;
};

describe('when a part fails under load, nothing is lost, doubled, reordered or dead-lettered', () => {
  it('the broker stops: the API goes on answering, and everything arrives after its return', async () => {
    const statuses = await underLoad(async () => {
      await system().stopBroker('SIGKILL');
      await sleep(8_000);
      await system().startBroker();
    });
    expect([...statuses.keys()]).toEqual([201]);
  }, 240_000);

  it('the broker is down when the sidecars start', async () => {
    const statuses = await underLoad(async () => {
      await system().stopBroker('SIGKILL');
      for (const app of ['chat-api', 'audit-service', 'probe-service']) system().killSidecar(app, 'SIGKILL');
      await sleep(8_000);
      await system().startBroker();
    });
    expect([...statuses.keys()]).toEqual([201]);
  }, 240_000);

  // 15 s is shorter than a delivery is held; in 50 s one that was not paused would run out of tries.
  it.each([15, 50])('PostgreSQL is gone for %i seconds', async (seconds) => {
    const statuses = await underLoad(async () => {
      await system().stopDatabase('SIGKILL');
      await sleep(seconds * 1_000);
      await system().startDatabase();
    });
    expect([...statuses.keys()].filter((status) => ![201, 503].includes(status))).toEqual([]);
  }, 300_000);

  it('a consumer is killed and started again', async () => {
    await underLoad(async () => {
      for (const app of ['audit-service', 'probe-service']) system().killApp(app, 'SIGKILL');
      await Promise.all(['audit-service', 'probe-service'].map((app) => system().ready(app)));
    });
  }, 240_000);

  // Each time an event is in flight when the consumer dies: its subscription must not be lost when it resumes (decision 0010).
  it('a consumer is killed again and again with an event in flight, and never goes silent', async () => {
    const before = await deadLetters();
    const ada = await signUp(origin());
    for (let round = 1; round <= 4; round++) {
      system().killApp('probe-service', 'SIGKILL');
      await sleep(200);
      await ada.addTask(`round ${round}`);
      await expect.poll(async () => (await handledBy(ada.id)).length, patiently).toBe(round);
    }
    expect(await deadLetters()).toBe(before);
  }, 240_000);

  it('a consumer is stopped in order and started again', async () => {
    await underLoad(async () => {
      for (const app of ['audit-service', 'probe-service']) system().killApp(app, 'SIGTERM');
      await sleep(5_000);
      await Promise.all(['audit-service', 'probe-service'].map((app) => system().ready(app)));
    });
  }, 240_000);

  it('the sidecars are killed, of the publisher and of the consumers', async () => {
    const statuses = await underLoad(async () => {
      for (const app of ['chat-api', 'audit-service', 'probe-service']) system().killSidecar(app, 'SIGKILL');
      await sleep(5_000);
    });
    expect([...statuses.keys()]).toEqual([201]);
  }, 240_000);
});
