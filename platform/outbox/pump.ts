import type { BulkPublish } from '../dapr/bulk-publish.ts';
import type { Queryable } from '../db/database.ts';
import type { Logger } from '../logger.ts';
import { publishFailures, published, waveSizes } from '../metrics.ts';
import { repeat, type Repeated } from '../repeat.ts';
import { triesPerRound } from './backoff.ts';
import { trackLaneFailures, type LaneFailures } from './lane-failures.ts';
import type { Leases } from './leases.ts';
import { publishWave, type WaveResult } from './publish-wave.ts';
import { parkEvent, readLaneHeads, removePublished } from './rows.ts';

/** The most lanes that one wave takes. */
const waveLanes = 500;
/** The most bytes of events that one wave holds in memory: each of its lanes may have one of 1 MiB. */
const waveBytes = 16 * 1024 * 1024;

/** A safety net: whoever commits an event wakes the pump at once. */
const pollMs = 1_000;

export interface PumpOptions {
  db: Queryable;
  leases: Leases;
  publish: BulkPublish;
  log: Logger;
}

const settle = async (topic: string, result: WaveResult, lanes: LaneFailures, { db, log }: PumpOptions): Promise<void> => {
  for (const { row, reason } of result.refused) {
    await parkEvent(db, row.position, reason);
    log.error({ event_id: row.id, topic, key: row.key, reason }, 'the broker refuses this event for good: parked, see /internal/outbox');
  }
  for (const { row, reason } of result.failed) {
    const failures = lanes.failed(row.key);
    if (failures % triesPerRound !== 0) continue;
    log.error({ event_id: row.id, topic, key: row.key, failures, reason }, 'publishing failed; the event is kept and tried again');
  }
  if (result.failed.length > 0) publishFailures.inc({ topic }, result.failed.length);
  if (result.acknowledged.length === 0) return;
  for (const row of result.acknowledged) lanes.succeeded(row.key);
  published.inc({ topic }, result.acknowledged.length);
  await removePublished(db, result.acknowledged.map((row) => row.position));
};

/** Publishes one wave; returns how many events it moved or set aside. */
const runWave = async (topic: string, lanes: LaneFailures, options: PumpOptions): Promise<number> => {
  const buckets = options.leases.held();
  if (buckets.length === 0) return 0;
  const rows = await readLaneHeads(options.db, { topic, buckets, except: lanes.waiting(), limit: waveLanes, bytes: waveBytes });
  waveSizes.observe(rows.length);
  // The read may have taken as long as the lease was valid.
  if (rows.length === 0 || options.leases.held().length === 0) return 0;
  const result = await publishWave(options.publish, topic, rows);
  await settle(topic, result, lanes, options);
  return result.acknowledged.length + result.refused.length;
};

/** Starts the pump of one topic, which moves its events from the outbox to Kafka. */
export const startPump = (topic: string, options: PumpOptions): Repeated => {
  const lanes = trackLaneFailures();
  let moved = 0;
  // From zero, or Prometheus would not see the first increase.
  for (const counter of [published, publishFailures]) counter.inc({ topic }, 0);
  const everyMs = (): number => (moved > 0 ? 0 : Math.min(pollMs, lanes.nextIn() ?? pollMs));
  return repeat({ what: `publishing to ${topic}`, everyMs, log: options.log }, async () => {
    moved = 0;
    moved = await runWave(topic, lanes, options);
  });
};
