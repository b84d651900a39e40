import type { Event } from '#contracts/define-event';
import type { deliveryReported } from '#contracts/events/index';
import { clean, cleanOr } from './clean.ts';
import type { Place } from './dead-letter.ts';
import { instantOf } from './instant.ts';

const largestInt = 2 ** 31 - 1;

/** A report in a form that can be stored: a malformed report must not stop those behind it. */
export const attemptOf = ({ id, time, data }: Event<typeof deliveryReported>) => ({
  report_id: id,
  consumer: clean(data.consumer, 200) || 'unknown',
  topic: clean(data.topic, 249),
  partition: data.partition === null || Math.abs(data.partition) > largestInt ? null : data.partition,
  offset: data.offset !== null && /^\d{1,18}$/.test(data.offset) ? data.offset : null,
  event_id: cleanOr(data.event_id, 200, null),
  event_type: cleanOr(data.event_type, 200, null),
  attempt: Math.min(data.attempt, largestInt),
  outcome: data.outcome,
  error_class: cleanOr(data.error_class, 200, null),
  message: cleanOr(data.message, 2_000, null),
  stack: cleanOr(data.stack, 8_000, null),
  took_ms: data.took_ms == null ? null : Math.min(data.took_ms, largestInt),
  build: clean(data.build, 200),
  reported_at: instantOf(time) ?? new Date(0).toISOString(),
});

/** The place of the event of a try; null when the report does not say. */
export const placeOfAttempt = (attempt: { topic: string; partition: number | null; offset: string | null }): Place | null => {
  const { topic, partition, offset } = attempt;
  return partition === null || offset === null ? null : { topic, partition, offset };
};
