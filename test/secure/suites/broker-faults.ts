import { setTimeout as sleep } from 'node:timers/promises';
import { Admin } from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import { readConnection } from '#platform/kafka/connection';
import { signUp } from '../../e2e/client.ts';
import { underLoad } from '../../e2e/load.ts';
import { auditedOf, handledBy, sql } from '../../e2e/oracle.ts';
import { origin, system } from '../../e2e/system.ts';
import { variablesOf } from '../accounts.ts';
import { nodeIds } from '../../harness/cluster/properties.ts';
import { cluster } from '../system.ts';

const leaderOf = async (topic: string, partition: number): Promise<number> => {
  const admin = new Admin(readConnection(variablesOf('monitor', cluster().ca.file), 'test'));
  const { topics } = await admin.metadata({ topics: [topic] });
  await admin.close();
  return topics.get(topic)!.partitions[partition]!.leader;
};

const waiting = async (): Promise<number> => (await sql<{ n: number }>('select count(*)::int as n from chat_api.outbox'))[0]!.n;

const parts = (): (number | undefined)[] => Object.keys(system().urls).flatMap((app) => [system().pid(app), system().pid(`${app}.dapr`)]);

/**
 * Each write goes to three disks here, beside everything else that runs: few enough for the
 * backlog of a fault to be worked off in seconds.
 */
const load = { perSecond: 8 };

const patiently = { timeout: 60_000, interval: 500 };

describe('when brokers die under load, nothing is lost, doubled, reordered or dead-lettered, and nobody has to restart anything', () => {
  it('the broker that leads a partition is killed: the API goes on answering, and events arrive while it is down', async () => {
    const before = parts();
    const refused = await underLoad(async () => {
      const leader = await leaderOf('task-events', 0);
      await cluster().kill(leader);
      const ada = await signUp(origin());
      const began = performance.now();
      await ada.addTask('with two brokers');
      await expect.poll(async () => [(await handledBy(ada.id)).length, (await auditedOf(ada.id)).length], patiently).toEqual([1, 1]);
      process.stderr.write(`[secure] an event arrived ${((performance.now() - began) / 1_000).toFixed(1)} s after the broker died\n`);
      await cluster().start(leader);
    }, load);
    expect(refused).toEqual([]);
    expect(parts()).toEqual(before);
  }, 300_000);

  it('two of three are killed: the API goes on answering, events wait in the outbox, and all arrive after their return', async () => {
    const before = parts();
    const [first, second] = nodeIds as [number, number];
    const refused = await underLoad(async () => {
      await Promise.all([first, second].map((id) => cluster().kill(id)));
      await expect.poll(waiting, patiently).toBeGreaterThan(20);
      await sleep(10_000);
      await Promise.all([first, second].map((id) => cluster().start(id)));
    }, load);
    expect(refused).toEqual([]);
    await expect.poll(waiting, patiently).toBe(0);
    expect(parts()).toEqual(before);
  }, 300_000);
});
