import { z } from 'zod';
import { deliveryReported } from '../../events/delivery-reported.ts';
import type { Answer } from '../answer.ts';
import { replay } from './replays.ts';

/** Why an event failed. */
export const failureReason = z.enum(['handler_failed', 'contract_broken', 'malformed', 'unroutable', 'expired', 'stopped_sidecar', 'unknown']);

/** How far operators have got with a failure. */
export const failureState = z.enum(['open', 'replaying', 'handled', 'archived']);

/** A failed event and the consumer that failed. */
export const failure = z.object({
  id: z.uuid(),
  dead_letter_id: z.uuid().describe('shared by all consumers that failed with the event'),
  consumer: z.string().nullable().describe('null where nobody named it'),
  reason: failureReason,
  explanation: z.string().describe('the reason in words'),
  error_class: z.string().nullable(),
  message: z.string().nullable().describe('of the error; what it quotes from the event is masked'),
  event_type: z.string().nullable(),
  event_id: z.string().nullable(),
  user_id: z.string().nullable(),
  task_id: z.string().nullable(),
  topic: z.string(),
  partition: z.int(),
  offset: z.string(),
  attempts: z.int().describe('failed tries that were reported'),
  first_failed_at: z.date(),
  last_failed_at: z.date(),
  state: failureState,
  group: z.string(),
});

/** Failures of the same kind, as one group. */
export const failureGroup = failure.pick({ group: true, consumer: true, event_type: true, reason: true, error_class: true }).extend({
  message: z.string().describe('of the newest'),
  count: z.int().describe('failures that match the filter'),
  open: z.int().describe('those of them that are open or being replayed'),
  first_seen: z.date(),
  last_seen: z.date(),
});

/** A try that a consumer reported. */
export const reportedTry = z.object({
  consumer: z.string(),
  attempt: z.int().describe('which try at this place it was, as the consumer counts'),
  at: z.date(),
  outcome: deliveryReported.data.shape.outcome,
  error_class: z.string().nullable(),
  message: z.string().nullable(),
  took_ms: z.int().nullable().describe('how long it took; null where its consumer did not say'),
  build: z.string(),
});

const place = { topic: z.string(), partition: z.int(), offset: z.string() };

/** A failure with its event and everything reported about it. */
export const dossier = failure.extend({
  masked: z.boolean().describe('whether what may tell of a person is masked: POST …/reveal shows it'),
  stack: z.string().nullable(),
  build: z.string().nullable().describe('the version of the consumer that failed'),
  archived_reason: z.string().nullable(),
  archived_at: z.date().nullable(),
  correlation_id: z.string().nullable(),
  trace_url: z.string().nullable().describe('where its trace is shown; null if it has none, or no such place is configured'),
  event_time: z.date().nullable(),
  captured_at: z.date(),
  key: z.string().nullable(),
  headers: z.record(z.string(), z.string()).describe('the Kafka headers, names in lower case'),
  payload: z.unknown(),
  payload_encoding: z.enum(['json', 'text', 'base64']).describe('json: as it is; text: no JSON; base64: not even text'),
  refusal: z
    .object({ title: z.string(), detail: z.string(), editable: z.boolean().describe('whether an edited copy could go out'), issues: z.array(z.object({ path: z.string(), message: z.string() })) })
    .nullable()
    .describe('why it cannot go out again as it is, with what its contract does not allow; null where it can'),
  tries: z.array(reportedTry).describe('what was reported, the oldest first; of all consumers where nobody named the one that failed'),
  arrivals: z
    .array(z.object({ ...place, arrived_at: z.date(), dlq_topic: z.string() }))
    .describe('when it was dead-lettered, and the place of the event that was: the original or a replay'),
  replays: z.array(replay).describe('the newest first; an edited one carries its data'),
  others: z.array(failure).describe('failures of other consumers with the same event, and of its second copy'),
});

export type FailureReason = z.output<typeof failureReason>;
export type FailureState = z.output<typeof failureState>;
export type Failure = Answer<typeof failure>;
export type FailureGroup = Answer<typeof failureGroup>;
export type ReportedTry = Answer<typeof reportedTry>;
export type Dossier = Answer<typeof dossier>;
