import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { signUp } from '../client.ts';
import { deadLetters, patiently, underLoad } from '../load.ts';
import { handledBy } from '../oracle.ts';
import { origin, system } from '../system.ts';

describe('when a part fails under load, nothing is lost, doubled, reordered or dead-lettered', () => {
  it('the broker stops: the API goes on answering, and everything arrives after its return', async () => {
    const refused = await underLoad(async () => {
      await system().stopBroker('SIGKILL');
      await sleep(8_000);
      await system().startBroker();
    });
    expect(refused).toEqual([]);
  }, 240_000);

  it('the broker is down when the sidecars start', async () => {
    const refused = await underLoad(async () => {
      await system().stopBroker('SIGKILL');
      for (const app of ['chat-api', 'audit-service', 'probe-service']) system().killSidecar(app, 'SIGKILL');
      await sleep(8_000);
      await system().startBroker();
    });
    expect(refused).toEqual([]);
  }, 240_000);

  // 15 s is shorter than a delivery is held; in 50 s a delivery that was not paused would
  // run out of tries.
  it.each([15, 50])('PostgreSQL is gone for %i seconds', async (seconds) => {
    const refused = await underLoad(async () => {
      await system().stopDatabase('SIGKILL');
      await sleep(seconds * 1_000);
      await system().startDatabase();
    });
    expect(refused.filter((status) => status !== 503)).toEqual([]);
  }, 300_000);

  it('a consumer is killed and started again', async () => {
    await underLoad(async () => {
      for (const app of ['audit-service', 'probe-service']) system().killApp(app, 'SIGKILL');
      await Promise.all(['audit-service', 'probe-service'].map((app) => system().ready(app)));
    });
  }, 240_000);

  // Each time an event is in flight when the consumer dies: its subscription must not be
  // lost when it resumes (decision 0010).
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
    const refused = await underLoad(async () => {
      for (const app of ['chat-api', 'audit-service', 'probe-service']) system().killSidecar(app, 'SIGKILL');
      await sleep(5_000);
    });
    expect(refused).toEqual([]);
  }, 240_000);
});
