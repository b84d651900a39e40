import type { BulkPublish } from '../dapr/bulk-publish.ts';
import type { OutboxRow } from './rows.ts';

/** The most bytes of events in one bulk request. */
const batchBytes = 2 * 1024 * 1024;

/**
 * The result of a wave: rows that Kafka acknowledged, rows to retry, rows that it will
 * never take.
 */
export interface WaveResult {
  acknowledged: OutboxRow[];
  failed: { row: OutboxRow; reason: string }[];
  refused: { row: OutboxRow; reason: string }[];
}

/** Reasons that are about the event, not the broker, so that retrying is pointless. */
const refusal = /too large|larger than|MessageSizeTooLarge|^413 |^400 .*(cloud ?event|entr)/i;

/** A whole request was refused because of one entry; only sending them one by one shows which. */
const wholeRequestRefused = /^(400|413) /;

/** Splits rows into batches of bounded size, in order. */
export const splitBySize = (rows: readonly OutboxRow[], limit = batchBytes): OutboxRow[][] => {
  const batches: OutboxRow[][] = [];
  let bytes = Infinity;
  for (const row of rows) {
    const size = Buffer.byteLength(row.event);
    if (bytes + size > limit) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)!.push(row);
    bytes += size;
  }
  return batches;
};

const publishBatch = async (publish: BulkPublish, topic: string, batch: OutboxRow[]): Promise<Map<string, string>> => {
  const { failed } = await publish(topic, batch);
  const blameless = batch.length > 1 && [...failed.values()].every((reason) => wholeRequestRefused.test(reason));
  if (failed.size === 0 || !blameless) return failed;
  const alone = new Map<string, string>();
  for (const row of batch) for (const [id, reason] of (await publish(topic, [row])).failed) alone.set(id, reason);
  return alone;
};

/** Publishes at most one event per lane of a topic and tells the outcome of each. */
export const publishWave = async (publish: BulkPublish, topic: string, rows: readonly OutboxRow[]): Promise<WaveResult> => {
  const result: WaveResult = { acknowledged: [], failed: [], refused: [] };
  for (const batch of splitBySize(rows)) {
    const reasons = await publishBatch(publish, topic, batch);
    for (const row of batch) {
      const reason = reasons.get(row.id);
      if (reason === undefined) result.acknowledged.push(row);
      else result[refusal.test(reason) ? 'refused' : 'failed'].push({ row, reason });
    }
  }
  return result;
};
