import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { signUp, type Person } from './client.ts';
import { countMessages } from './kafka.ts';
import { auditedOf, eventsOf, handledBy, sql } from './oracle.ts';
import { origin, system } from './system.ts';

/** How many events have been dead-lettered so far. */
export const deadLetters = async (): Promise<number> =>
  (await countMessages(system().kafkaBrokers, 'dlq.task-events')) + (await countMessages(system().kafkaBrokers, 'dlq.audit-log'));

/** Writes on behalf of a few people until it is told to stop; keeps the ids of what was acknowledged. */
const keepWriting = (people: readonly Person[], everyMs: number) => {
  const signal = { stopped: false };
  const ledger = new Map<string, string[]>(people.map(({ id }) => [id, []]));
  const statuses = new Map<number, number>();
  const tookMs: number[] = [];
  const write = async (person: Person): Promise<void> => {
    while (!signal.stopped) {
      const began = performance.now();
      const { status, body } = await person.call<{ id: string }>('POST', '/tasks', { title: 'under load' }).catch(() => ({ status: 0, body: { id: '' } }));
      tookMs.push(performance.now() - began);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 201) ledger.get(person.id)!.push(body.id);
      await sleep(everyMs);
    }
  };
  const writers = Promise.all(people.map(write));
  return {
    ledger,
    statuses,
    tookMs,
    stop: async (): Promise<void> => {
      signal.stopped = true;
      await writers;
    },
  };
};

/** Limits of a poll for what a fault may delay. */
export const patiently = { timeout: 90_000, interval: 500 };

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

/** For who reads the output: how long writes took, which no test asserts. */
const sayHowLong = (tookMs: readonly number[]): void => {
  const sorted = [...tookMs].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
  process.stderr.write(`[load] ${sorted.length} writes: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms\n`);
};

/** Load, a fault in the middle of it, and then the count of everything; returns how often each status was answered. */
export const underLoad = async (fault: () => Promise<unknown>, people = 4, pauseMs = 50): Promise<Map<number, number>> => {
  const before = await deadLetters();
  const load = keepWriting(await somePeople(people), pauseMs);
  await sleep(2_000);
  await fault();
  await sleep(3_000);
  await load.stop();
  sayHowLong(load.tookMs);
  await expectEverythingOnce(load.ledger);
  expect(await deadLetters()).toBe(before);
  return load.statuses;
};
