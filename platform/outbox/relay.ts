import { randomUUID } from 'node:crypto';
import type { Topic } from '#contracts/topics';
import type { BulkPublish } from '../dapr/bulk-publish.ts';
import type { Queryable } from '../db/database.ts';
import type { Logger } from '../logger.ts';
import { outboxAge, outboxDepth } from '../metrics.ts';
import { repeat, type Repeated } from '../repeat.ts';
import type { Draft } from './draft.ts';
import { createLeases, renewEveryMs, type Leases } from './leases.ts';
import { createNotifier, listenForEvents } from './notify.ts';
import { startPump } from './pump.ts';
import { outboxState } from './rows.ts';

const measureMs = 5_000;

export interface RelayOptions {
  db: Queryable;
  url: string;
  service: string;
  /** The topics that this service publishes to. */
  topics: readonly Topic[];
  publish: BulkPublish;
  /**
   * The least time between two waves, in milliseconds, so that events are published
   * together; 0 where somebody waits for them.
   */
  gatherMs?: number | undefined;
  log: Logger;
}

/** The only publisher of a service: it moves events from the outbox to Kafka. */
export interface Relay {
  /** Called after each commit with the events that it emitted. */
  wake(drafts: readonly Draft[]): void;
  /** Makes the relay look for events in every topic, as after a manual retry. */
  wakeAll(): void;
  /** Finishes the waves under way and releases the lanes. */
  stop(): Promise<void>;
}

const keepLeases = (leases: Leases, wakeAll: () => void, log: Logger): { stop(): Promise<void> } => {
  const renewal = repeat({ what: 'renewing the outbox leases', everyMs: renewEveryMs, log }, async () => {
    if (await leases.renew()) wakeAll();
  });
  return {
    stop: async () => {
      await renewal.stop();
      await leases.release().catch(() => undefined);
    },
  };
};

const measure = (db: Queryable, log: Logger): Repeated =>
  repeat({ what: 'measuring the outbox', everyMs: measureMs, log }, async () => {
    const { waiting, parked, oldest_age: age } = await outboxState(db);
    outboxDepth.set({ state: 'waiting' }, waiting);
    outboxDepth.set({ state: 'parked' }, parked);
    outboxAge.set(age);
  });

/** Starts the relay of a service. */
export const startRelay = ({ db, url, service, topics, publish, gatherMs, log }: RelayOptions): Relay => {
  const leases = createLeases(db, randomUUID());
  const known = topics.map(({ name }) => name);
  const pump = startPump({ topics: known, db, leases, publish, gatherMs, log });
  const wakeAll = (): void => pump.look(known);
  const keeper = keepLeases(leases, wakeAll, log);
  const listener = listenForEvents({ url, service, log }, wakeAll);
  const notify = createNotifier(db, service);
  const gauge = measure(db, log);
  return {
    wake: (drafts) => {
      const held = leases.held();
      const mine = drafts.filter(({ bucket }) => held.includes(bucket));
      if (mine.length > 0) pump.look(mine.map(({ topic }) => topic));
      if (mine.length < drafts.length) notify();
      for (const { id, topic } of drafts) {
        if (!known.includes(topic)) log.error({ event_id: id, topic }, 'no relay of this service publishes to this topic: name it where the service is opened');
      }
    },
    wakeAll,
    stop: async () => {
      await Promise.all([gauge, listener, pump].map((loop) => loop.stop()));
      await keeper.stop();
    },
  };
};
