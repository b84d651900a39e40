import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import type { Deps } from '../context.ts';
import type { Actor } from '../replay/audit.ts';

/** What the routes of replays stand on. */
export type ReplayRouteDeps = Pick<Deps, 'database' | 'auth' | 'now' | 'newId'>;

/** One failure published again. */
export const replayShown = z.object({
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
export const bulkShown = z.object({
  id: z.uuid(),
  fingerprint: z.string(),
  requested_by: z.uuid(),
  requested_at: z.date(),
  state: z.enum(['running', 'paused', 'stopped', 'done']),
  stopped_reason: z.string().nullable(),
  ended_at: z.date().nullable(),
  batch_size: z.int(),
  rate_per_second: z.int(),
  progress: z.object({
    total: z.int(), waiting: z.int(), published: z.int(), handled: z.int(), failed_again: z.int(), unconfirmed: z.int(), cancelled: z.int(),
  }),
});

/** Failures that stay behind, by the reason. */
export const refusedShown = z.array(z.object({ code: z.string(), count: z.int(), detail: z.string() }));

/** What stands in the path. */
export const idParams = z.strictObject({ id: z.uuid() });

/** Headers are many: only those named here are looked at. */
export const keyHeaders = z.looseObject({
  'idempotency-key': z.string().min(1).max(200).optional().describe('the same key gets the same answer, without a second effect'),
});

/** The administrator who asks. */
export const actorOf = ({ user, id }: FastifyRequest): Actor => ({ id: user.id, source: 'api', correlationid: id });
