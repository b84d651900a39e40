import { z } from 'zod';
import type { Answer } from '../answer.ts';

/** One failure published again. */
export const replay = z.object({
  id: z.uuid(),
  failure_id: z.uuid(),
  bulk_replay_id: z.uuid().nullable(),
  event_id: z.string().describe("the id it went out under: the original's, or that of the edited copy"),
  mode: z.enum(['same', 'edited']),
  edited_data: z.unknown().describe('the data of an edited copy'),
  requested_by: z.uuid(),
  requested_at: z.date(),
  state: z.enum(['waiting', 'published', 'handled', 'failed_again', 'unconfirmed', 'cancelled']),
  published_at: z.date().nullable(),
  settled_at: z.date().nullable(),
  outcome: z.string().nullable().describe('what the consumer reported: handled, duplicate or stale'),
  reason: z.string().nullable().describe('why it ended otherwise'),
});

/** A bulk replay and how far it has come. */
export const bulkReplay = z.object({
  id: z.uuid(),
  fingerprint: z.string().nullable().describe('what the failures of the group share; null if it covers all kinds'),
  since: z.date().nullable().describe('it covers what last failed at this instant or later; null if it covers all times'),
  requested_by: z.uuid(),
  requested_at: z.date(),
  correlation_id: z.string().describe('of the request that began it: the audit trail has everything done to it under this'),
  state: z.enum(['running', 'paused', 'stopped', 'done']),
  stopped_reason: z.string().nullable(),
  ended_at: z.date().nullable(),
  batch_size: z.int(),
  rate_per_second: z.int(),
  progress: z.object({
    total: z.int(), waiting: z.int(), published: z.int(), handled: z.int(), failed_again: z.int(), unconfirmed: z.int(), cancelled: z.int(),
  }),
});

/** Failures that are not replayed, by reason. */
export const refusals = z.array(z.object({ code: z.string(), count: z.int(), detail: z.string() }));

const counts = z.record(z.string(), z.int());

/** What a bulk replay would do. */
export const bulkPlan = z.object({
  dry_run: z.literal(true),
  total: z.int().describe('open failures that match'),
  replayable: z.int(),
  by_consumer: counts,
  by_type: counts,
  oldest: z.date().nullable(),
  newest: z.date().nullable(),
  refused: refusals.describe('what would stay behind'),
});

/** A bulk replay that has begun. */
export const bulkStarted = z.object({ bulk_replay: bulkReplay, refused: refusals.describe('what stays behind') });

/** One place where edited data differs. */
export const difference = z.object({
  path: z.string().describe('a JSON Pointer into the data'),
  before: z.unknown().optional().describe('left out where the original has nothing there'),
  after: z.unknown().optional().describe('left out where the edited data has nothing there'),
});

/** What an edit would do. */
export const editPreview = z.object({
  dry_run: z.literal(true),
  valid: z.boolean(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })),
  diff: z.array(difference),
});

/** The replay of an edited copy that has begun. */
export const editStarted = z.object({ replay, diff: z.array(difference) });

export type Replay = Answer<typeof replay>;
export type BulkReplay = Answer<typeof bulkReplay>;
export type Refusals = Answer<typeof refusals>;
export type BulkPlan = Answer<typeof bulkPlan>;
export type BulkStarted = Answer<typeof bulkStarted>;
export type Difference = Answer<typeof difference>;
export type EditPreview = Answer<typeof editPreview>;
export type EditStarted = Answer<typeof editStarted>;
