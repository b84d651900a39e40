import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Replica } from '../../harness/replica.ts';
import { underLoad } from '../load.ts';
import { system } from '../system.ts';

const consumers = ['reminder-service', 'notification-service', 'recurring-service', 'audit-service'];
const replicas = new Map<string, Replica>();

/**
 * Enough people for each of the three partitions to have some; a mail whose sender was
 * killed comes after its lease.
 */
const load = { people: 24, patienceMs: 90_000 };

/** How many deliveries a process has handled, with whatever outcome. */
const handledAt = async (url: string): Promise<number> => {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return [...metrics.matchAll(/^events_handled_total\{.*\} (\d+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
};

/** Deliveries of each consumer, by its first and its second replica. */
const handled = async (): Promise<number[][]> =>
  Promise.all(consumers.map((app) => Promise.all([system().urls[app]!, replicas.get(app)!.url].map(handledAt))));

/** Until the groups have divided their partitions, the first replica has all of them. */
const untilBothWork = async (): Promise<void> => {
  const before = await handled();
  const both = async (): Promise<boolean> => (await handled()).every((counts, i) => counts.every((count, j) => count > before[i]![j]!));
  await expect.poll(both, { timeout: 60_000, interval: 500 }).toBe(true);
};

describe('two replicas of each consumer', () => {
  beforeAll(async () => {
    await Promise.all(consumers.map(async (app) => replicas.set(app, await system().startReplica(app))));
  }, 120_000);
  afterAll(async () => {
    const names = [...replicas.values()].map(({ name }) => name);
    await Promise.all(names.map((name) => system().stopApp(name)));
    await Promise.all(names.map((name) => system().stopSidecar(name)));
  }, 90_000);

  it('share the work, and each event has one effect', async () => {
    await underLoad(untilBothWork, load);
  }, 300_000);

  it('have one effect each although one of the two is killed in the middle, and the other takes over', async () => {
    await underLoad(async () => {
      await untilBothWork();
      await Promise.all([...replicas.values()].flatMap(({ name }) => [system().stopApp(name, 'SIGKILL'), system().stopSidecar(name, 'SIGKILL')]));
      for (const { url } of replicas.values()) await expect(fetch(url)).rejects.toThrow('fetch failed');
    }, load);
  }, 300_000);
});
