import { randomUUID } from 'node:crypto';
import type { Topic } from '#contracts/topics';
import type { BulkPublish } from '../dapr/bulk-publish.ts';
import type { Queryable } from '../db/database.ts';
import type { Logger } from '../logger.ts';
import { outboxAge, outboxDepth } from '../metrics.ts';
import type { Draft } from './draft.ts';
import { createLeases, renewEveryMs, type Leases } from './leases.ts';
import { createNotifier, listenForEvents } from './notify.ts';
import { startPump, type Pump } from './pump.ts';
import { outboxState } from './rows.ts';

/** What a relay works with. */
export interface RelayOptions {
  db: Queryable;
  url: string;
  service: string;
  /** The topics that this service publishes to. */
  topics: readonly Topic[];
  publish: BulkPublish;
  log: Logger;
}

/** The only publisher of a service: it moves events from the outbox to Kafka. */
export interface Relay {
  /** Called after each commit with the events that it promised. */
  wake(drafts: readonly Draft[]): void;
  /** Makes every topic look for events, as after a retry by hand. */
  wakeAll(): void;
  /** Finishes the waves under way and hands the lanes over. */
  stop(): Promise<void>;
}

const keepLeases = (leases: Leases, wakeAll: () => void, log: Logger): { stop(): Promise<void> } => {
  let renewing = Promise.resolve();
  const renew = (): void => {
    renewing = renewing
      .then(() => leases.renew())
      .then(wakeAll)
      .catch((error: unknown) => log.warn({ err: error }, 'the outbox leases cannot be renewed; trying again'));
  };
  renew();
  const timer = setInterval(renew, renewEveryMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await renewing;
      await leases.release().catch(() => undefined);
    },
  };
};

const measure = (db: Queryable): NodeJS.Timeout =>
  setInterval(() => {
    outboxState(db)
      .then((state) => {
        outboxDepth.set({ state: 'waiting' }, state.waiting);
        outboxDepth.set({ state: 'parked' }, state.parked);
        outboxAge.set(state.oldest_age);
      })
      .catch(() => undefined);
  }, 5_000).unref();

/** Starts the relay of a service. */
export const startRelay = ({ db, url, service, topics, publish, log }: RelayOptions): Relay => {
  const leases = createLeases(db, randomUUID());
  const pumps = new Map<string, Pump>(
    topics.map(({ name }) => [name, startPump(name, { db, leases, publish, log })]),
  );
  const wakeAll = (): void => pumps.forEach((pump) => pump.wake());
  const keeper = keepLeases(leases, wakeAll, log);
  const listener = listenForEvents({ url, service, log }, wakeAll);
  const notify = createNotifier(db, service);
  const gauge = measure(db);
  return {
    wake: (drafts) => {
      const held = leases.held();
      for (const { id, topic } of drafts) {
        if (pumps.has(topic)) pumps.get(topic)!.wake();
        else log.error({ event_id: id, topic }, 'no relay of this service publishes to this topic: name it where the service is opened');
      }
      if (drafts.some(({ bucket }) => !held.includes(bucket))) notify();
    },
    wakeAll,
    stop: async () => {
      clearInterval(gauge);
      await listener.stop();
      await Promise.all([...pumps.values()].map((pump) => pump.stop()));
      await keeper.stop();
    },
  };
};
