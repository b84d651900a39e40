import { z } from 'zod';
import type { Answer } from '../answer.ts';

/** What an alert can be about. */
export const alertKind = z.enum([
  'dead_letters', 'consumer_lag', 'consumer_stuck', 'outbox_age', 'outbox_parked', 'error_rate', 'partition_skew', 'silence', 'clock_stopped', 'broker_unreachable',
]);

const instant = z.iso.datetime().nullable();

/** Something that is wrong, or was. */
export const alert = z.object({
  alert: alertKind,
  subject: z.string(),
  state: z.enum(['firing', 'resolved']),
  severity: z.enum(['error', 'warning']),
  summary: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  path: z.string().describe('where to look'),
  fired_at: instant,
  resolved_at: instant,
  notified_at: instant.describe('when people were last told that it fires'),
});

export type AlertKind = z.output<typeof alertKind>;
export type Alert = Answer<typeof alert>;
