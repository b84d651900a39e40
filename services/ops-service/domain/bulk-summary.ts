import type { Refusal } from './replay-refusals.ts';

/** One failure of a group, as a bulk replay would find it. */
export interface Candidate {
  consumer: string;
  event_type: string | null;
  first_failed_at: Date;
  /** Why it would not be replayed; null if it would. */
  refusal: Refusal | null;
}

/** What a bulk replay would do. */
export interface BulkSummary {
  total: number;
  replayable: number;
  by_consumer: Record<string, number>;
  by_type: Record<string, number>;
  oldest: Date | null;
  newest: Date | null;
  refused: { code: Refusal['code']; count: number; detail: string }[];
}

/** The summary of an empty group. */
export const emptySummary = (): BulkSummary => ({ total: 0, replayable: 0, by_consumer: {}, by_type: {}, oldest: null, newest: null, refused: [] });

const count = (counts: Record<string, number>, name: string): void => {
  counts[name] = (Object.hasOwn(counts, name) ? counts[name]! : 0) + 1;
};

const addRefusal = (summary: BulkSummary, { code, detail }: Refusal): void => {
  const known = summary.refused.find((refused) => refused.code === code);
  if (known === undefined) summary.refused.push({ code, count: 1, detail });
  else known.count += 1;
};

/** Adds one more failure of the group; they come oldest first. */
export const addToSummary = (summary: BulkSummary, { consumer, event_type, first_failed_at, refusal }: Candidate): void => {
  summary.total += 1;
  summary.oldest ??= first_failed_at;
  summary.newest = first_failed_at;
  count(summary.by_consumer, consumer === '' ? 'unknown' : consumer);
  count(summary.by_type, event_type ?? 'unknown');
  if (refusal === null) summary.replayable += 1;
  else addRefusal(summary, refusal);
};
