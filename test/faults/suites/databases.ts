import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { signalProcess } from '../../../tools/instance/processes.ts';
import { sql } from '../../e2e/oracle.ts';
import { system } from '../../e2e/system.ts';
import { allAnswered, type Row } from '../row.ts';

/** A server that dies in the middle of transactions and is restarted by its supervisor. */
export const killDatabase: Row = {
  id: 'kill-database',
  injects: 'kill -9 PostgreSQL, three times',
  load: { watching: 3 },
  fault: async () => {
    for (let round = 0; round < 3; round++) {
      await system().stopDatabase('SIGKILL');
      await system().startDatabase();
      await sleep(5_000);
    }
  },
  holds: allAnswered,
};

/** Much longer than a delivery is held. */
export const stopDatabase = (minutes: number): Row => ({
  id: 'stop-database',
  load: { perSecond: 4 },
  timeoutMs: (minutes + 10) * 60_000,
  injects: `PostgreSQL is gone for ${minutes} minutes`,
  fault: async () => {
    await system().stopDatabase('SIGKILL');
    await sleep(minutes * 60_000);
    await system().startDatabase();
  },
  holds: allAnswered,
});

const backendsOf = (service: string): Promise<{ pid: number; state: string }[]> =>
  sql('select pid, state from pg_stat_activity where application_name = $1', [service]);

/**
 * Only backends that wait for their client: one in the middle of a statement may hold what
 * every other backend needs.
 */
const freezeBackends = async (service: string): Promise<number[]> => {
  const frozen = new Set<number>();
  const left = async (): Promise<number> => {
    const open = (await backendsOf(service)).filter(({ pid }) => !frozen.has(pid));
    for (const { pid } of open.filter(({ state }) => state !== 'active')) {
      signalProcess(pid, 'SIGSTOP');
      frozen.add(pid);
    }
    return open.filter(({ state }) => state === 'active').length;
  };
  await expect.poll(left, { timeout: 5_000, interval: 20 }).toBe(0);
  return [...frozen];
};

const isHealthy = async (service: string): Promise<boolean> => (await fetch(`${system().urls[service]}/readyz`, { signal: AbortSignal.timeout(3_000) }).catch(() => null))?.ok === true;

/**
 * As after a failover that swallows the packets of open connections: it is noticed, and
 * health is red until there are new ones.
 */
export const freezeBackendsOf = (service: string, holds?: Row['holds']): Row => ({
  id: `freeze-backends-of-${service}`,
  injects: `SIGSTOP of every open database backend of ${service} for 60 s`,
  // Inside a container, processes have other ids.
  needs: () => system().pid('postgres'),
  load: { perSecond: 8 },
  fault: async ({ note }) => {
    const began = performance.now();
    const frozen = await freezeBackends(service);
    note('backends', frozen.length);
    try {
      for (const healthy of [false, true]) {
        await expect.poll(() => isHealthy(service), { timeout: 60_000, interval: 200 }).toBe(healthy);
        note(healthy ? 'healthy again after, s' : 'noticed after, s', Math.round((performance.now() - began) / 1_000));
      }
      await sleep(Math.max(0, 60_000 - (performance.now() - began)));
    } finally {
      for (const pid of frozen) signalProcess(pid, 'SIGCONT');
    }
  },
  ...(holds !== undefined && { holds }),
});
