import { clean } from './clean.ts';
import type { FailureFacts } from './failure.ts';
import type { Facts } from './read-payload.ts';

/** How much of a payload is searched. */
const longestPayload = 8_192;

/**
 * The text in which a failure is searched for. Of its payload it has only `searchable`,
 * the parts that are not masked, so that no search can reveal the others.
 */
export const searchText = (failure: FailureFacts, facts: Facts, searchable: string): string =>
  [
    failure.consumer, failure.error_class, failure.message, failure.explanation,
    facts.event_type, facts.event_id, facts.user_id, facts.task_id, facts.correlation_id,
    clean(searchable, longestPayload),
  ].filter(Boolean).join('\n');
