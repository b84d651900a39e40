import { clean } from './clean.ts';
import type { FailureFacts } from './failure.ts';
import type { Facts } from './read-payload.ts';

/** Longer payloads are searched up to here only. */
const longestPayload = 8_192;

/** What the text search of a failure looks at. */
export const searchText = (failure: FailureFacts, facts: Facts, payload: Buffer): string =>
  [
    failure.consumer, failure.error_class, failure.message, failure.explanation,
    facts.event_type, facts.event_id, facts.user_id, facts.task_id, facts.correlation_id,
    clean(payload.subarray(0, longestPayload).toString('utf8'), longestPayload),
  ].filter(Boolean).join('\n');
