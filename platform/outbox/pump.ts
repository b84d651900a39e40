import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BulkPublish } from '../dapr/bulk-publish.ts';
import type { Queryable } from '../db/database.ts';
import type { Logger } from '../logger.ts';
import { publishFailures, published, waveSizes } from '../metrics.ts';
import { repeat } from '../repeat.ts';
import { trackLaneFailures } from './lane-failures.ts';
import type { Leases } from './leases.ts';
import { publishWave, type WaveResult } from './publish-wave.ts';
import { readLaneHeads, type Heads, type OutboxRow } from './rows.ts';
import { settle, type Published } from './settle.ts';
import { createSpacing } from './spacing.ts';

/** The most lanes that one wave takes. */
const waveLanes = 2_000;
/**
 * The most bytes of events that one wave holds in memory: each of its lanes may have one of
 * 1 MiB.
 */
const waveBytes = 16 * 1024 * 1024;

/** A safety net: every commit of an event wakes the pump at once. */
const pollMs = 1_000;

/**
 * Topics of a wave that finish within this time are settled together; a slower one is
 * settled when it finishes.
 */
const togetherMs = 20;

export interface PumpOptions {
  topics: readonly string[];
  db: Queryable;
  leases: Leases;
  publish: BulkPublish;
  /** The least time between two waves, in milliseconds. */
  gatherMs?: number | undefined;
  log: Logger;
}

/** Moves the events of a service from the outbox to Kafka. */
export interface Pump {
  /** Looks for events of these topics at once, or as soon as their current publishing has ended. */
  look(topics: Iterable<string>): void;
  stop(): Promise<void>;
}

/** A failure that the publisher did not assign to events counts for all of them. */
const allFailed = (rows: readonly OutboxRow[], error: Error): WaveResult => ({ acknowledged: [], refused: [], failed: rows.map((row) => ({ row, reason: error.message })) });

const byTopic = (rows: readonly OutboxRow[]): Map<string, OutboxRow[]> => Map.groupBy(rows, ({ topic }) => topic);

/**
 * Starts the pump. A wave reads the heads of all lanes at once, publishes its topics in
 * parallel, and removes what Kafka took at once. A topic is read again only when its part
 * is settled.
 */
export const startPump = ({ topics, db, leases, publish, gatherMs = 0, log }: PumpOptions): Pump => {
  const lanes = trackLaneFailures();
  const wanted = new Set<string>();
  const underWay = new Map<string, Promise<void>>();
  let ended: Published[] = [];
  let pollAt = 0;
  const spacing = createSpacing(gatherMs);
  // At zero, or Prometheus would not see the first increase.
  for (const topic of topics) for (const counter of [published, publishFailures]) counter.inc({ topic }, 0);

  const pollIn = (): number => Math.min(pollMs, lanes.nextIn() ?? pollMs);
  const begin = (topic: string, rows: OutboxRow[]): Promise<void> => {
    const part = publishWave(publish, topic, rows).catch((error: Error) => allFailed(rows, error)).then((result) => {
      ended.push({ topic, ...result });
      pump.wake();
    });
    underWay.set(topic, part);
    return part;
  };
  const settleEnded = async (): Promise<void> => {
    const results = ended;
    ended = [];
    try {
      await settle(results, { db, lanes, log });
    } finally {
      for (const { topic } of results) underWay.delete(topic);
      if (results.some(({ failed }) => failed.length > 0)) pollAt = Math.min(pollAt, performance.now() + pollIn());
    }
  };
  const read = async (): Promise<Heads> => {
    const free = [...wanted].filter((topic) => !underWay.has(topic));
    const buckets = leases.held();
    if (free.length === 0 || buckets.length === 0) return { rows: [], more: new Set() };
    for (const topic of free) wanted.delete(topic);
    const heads = await readLaneHeads(db, { topics: free, buckets, except: lanes.waiting(), limit: waveLanes, bytes: waveBytes });
    waveSizes.observe(heads.rows.length);
    return heads;
  };
  const round = async (): Promise<void> => {
    if (ended.length > 0) await settleEnded();
    if (performance.now() >= pollAt) {
      for (const topic of topics) wanted.add(topic);
      pollAt = performance.now() + pollIn();
    }
    if (wanted.size > 0) await spacing.wait();
    const { rows, more } = await read();
    spacing.count(rows.length, more.size > 0);
    // Reading may have taken as long as the lease was valid.
    if (rows.length === 0 || leases.held().length === 0) return;
    for (const topic of more) wanted.add(topic);
    const parts = [...byTopic(rows)].map(([topic, heads]) => begin(topic, heads));
    await Promise.race([Promise.all(parts), sleep(togetherMs)]);
  };
  const pump = repeat({ what: 'publishing events', everyMs: () => Math.max(0, pollAt - performance.now()), log }, round);
  return {
    look: (some) => {
      for (const topic of some) if (topics.includes(topic)) wanted.add(topic);
      pump.wake();
    },
    stop: async () => {
      await pump.stop();
      // What is under way must be removed, or the next relay would publish it again.
      await Promise.all(underWay.values());
      await settleEnded().catch(() => undefined);
    },
  };
};
