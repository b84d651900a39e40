import type { BulkReplay } from '#contracts/http/ops/replays';

/** The replays of a bulk replay, counted by state. */
export type Progress = Omit<BulkReplay['progress'], 'total'>;

/**
 * The progress of a bulk replay: batch size, how many of the batch have been published, and
 * the rate limit.
 */
export interface BulkPace {
  batch_size: number;
  batch_sent: number;
  rate_per_second: number;
}

/** What to do next. */
export type BulkStep =
  | { kind: 'publish'; count: number; batch_size: number; batch_sent: number; wakeInMs: number }
  | { kind: 'wait'; wakeInMs: number }
  | { kind: 'stop'; reason: string }
  | { kind: 'finish' };

const largestBatch = 100;

/**
 * How often outcomes are checked, and the time slice for which events are published
 * together, in ms.
 */
const sliceMs = 500;

/** 1, 5, 20, 100, 100, …: if the fix does not work, one event shows it before a hundred do. */
export const nextBatchSize = (size: number): number => Math.min(size === 5 ? 20 : size * 5, largestBatch);

const reasonToStop = ({ failed_again, unconfirmed }: Progress): string | null => {
  if (failed_again > 0) return `${failed_again === 1 ? 'an event' : `${failed_again} events`} failed again`;
  if (unconfirmed > 0) return `the outcome of ${unconfirmed === 1 ? 'an event' : `${unconfirmed} events`} is not confirmed`;
  return null;
};

const publishFrom = (batch_size: number, sent: number, waiting: number, rate: number): BulkStep => {
  const slice = Math.max(1, Math.floor((rate * sliceMs) / 1000));
  const count = Math.min(slice, batch_size - sent, waiting);
  return { kind: 'publish', count, batch_size, batch_sent: sent + count, wakeInMs: (count * 1000) / rate };
};

/**
 * The next step: a batch goes out at the allowed rate, the next one only when all its
 * outcomes are confirmed.
 */
export const nextBulkStep = ({ batch_size, batch_sent, rate_per_second }: BulkPace, progress: Progress): BulkStep => {
  const reason = reasonToStop(progress);
  if (reason !== null) return { kind: 'stop', reason };
  const { waiting, published } = progress;
  if (waiting === 0) return published === 0 ? { kind: 'finish' } : { kind: 'wait', wakeInMs: sliceMs };
  if (batch_sent < batch_size) return publishFrom(batch_size, batch_sent, waiting, rate_per_second);
  return published > 0 ? { kind: 'wait', wakeInMs: sliceMs } : publishFrom(nextBatchSize(batch_size), 0, waiting, rate_per_second);
};
