import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { system } from '../../e2e/system.ts';
import { waiting } from '../observe.ts';
import { allAccepted, type Row } from '../row.ts';

/**
 * The sidecar that publishes dies with a batch under way: what Kafka has taken is published
 * again.
 */
export const killPublishingSidecar: Row = {
  id: 'kill-publishing-sidecar',
  injects: 'kill -9 the sidecar of chat-api in mid-batch, three times',
  load: { perSecond: 15 },
  fault: async () => {
    for (let round = 0; round < 3; round++) {
      await expect.poll(waiting, { timeout: 20_000, interval: 5 }).toBeGreaterThan(0);
      system().killSidecar('chat-api', 'SIGKILL');
      await sleep(4_000);
    }
  },
  holds: allAccepted,
};

/** The sidecars of consumers die with deliveries under way. */
export const killConsumingSidecars: Row = {
  id: 'kill-consuming-sidecars',
  injects: 'kill -9 the sidecars of audit-, reminder-, notification- and recurring-service',
  load: { perSecond: 15 },
  fault: async () => {
    for (const app of ['audit-service', 'reminder-service', 'notification-service', 'recurring-service']) system().killSidecar(app, 'SIGKILL');
    await sleep(10_000);
  },
  holds: allAccepted,
};

/**
 * A consumer dies somewhere between its commit and its reply; often enough to hit every
 * place in between.
 */
export const killConsumers: Row = {
  id: 'kill-consumers',
  injects: 'kill -9 consumers at random moments, eight times',
  load: { perSecond: 15 },
  fault: async ({ random }) => {
    const apps = ['audit-service', 'reminder-service', 'notification-service', 'recurring-service'];
    for (let round = 0; round < 8; round++) {
      system().killApp(apps[Math.floor(random() * apps.length)]!, 'SIGKILL');
      await sleep(1_000 + random() * 3_000);
    }
    await Promise.all(apps.map((app) => system().ready(app)));
  },
  holds: allAccepted,
};

/** As a rollout does it. */
export const restartConsumers: Row = {
  id: 'restart-consumers',
  injects: 'SIGTERM of each consumer in turn, as a rollout does it',
  load: { perSecond: 15 },
  fault: async () => {
    for (const app of ['audit-service', 'reminder-service', 'notification-service', 'recurring-service', 'realtime-service', 'ops-service']) {
      const before = system().pid(app);
      system().killApp(app, 'SIGTERM');
      await expect.poll(() => [undefined, before].includes(system().pid(app)), { timeout: 60_000, interval: 100 }).toBe(false);
      await system().ready(app);
    }
  },
  holds: allAccepted,
};
