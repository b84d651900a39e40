import type { Queryable } from '../db/database.ts';
import type { Logger } from '../logger.ts';
import { publishFailures, published } from '../metrics.ts';
import { triesPerRound } from './backoff.ts';
import type { LaneFailures } from './lane-failures.ts';
import type { WaveResult } from './publish-wave.ts';
import { laneOf, parkEvent, removePublished } from './rows.ts';

/** What became of a topic's part of a wave. */
export interface Published extends WaveResult {
  topic: string;
}

const settleTopic = async ({ topic, refused, failed, acknowledged }: Published, { db, lanes, log }: Settling): Promise<void> => {
  for (const { row, reason } of refused) {
    await parkEvent(db, row.position, reason);
    log.error({ event_id: row.id, topic, key: row.key, reason }, 'the broker refuses this event for good: parked, see /internal/outbox');
  }
  for (const { row, reason } of failed) {
    const failures = lanes.failed(laneOf(row));
    if (failures % triesPerRound !== 0) continue;
    log.error({ event_id: row.id, topic, key: row.key, failures, reason }, 'publishing failed; the event is kept and tried again');
  }
  for (const row of acknowledged) lanes.succeeded(laneOf(row));
  if (failed.length > 0) publishFailures.inc({ topic }, failed.length);
  if (acknowledged.length > 0) published.inc({ topic }, acknowledged.length);
};

/** What settling needs. */
export interface Settling {
  db: Queryable;
  lanes: LaneFailures;
  log: Logger;
}

/**
 * Removes what Kafka took, all at once, parks what it will never take, and makes the lanes
 * of the rest wait.
 */
export const settle = async (results: readonly Published[], settling: Settling): Promise<void> => {
  for (const result of results) await settleTopic(result, settling);
  const gone = results.flatMap(({ acknowledged }) => acknowledged.map(({ position }) => position));
  if (gone.length > 0) await removePublished(settling.db, gone);
};
