import type { Queryable } from '#platform/db/database';
import { fingerprint } from '../domain/fingerprint.ts';
import type { FailureFacts } from '../domain/failure.ts';
import { addFailure, lockFailures } from '../store/failures.ts';

const explanation = 'It is stored as it came, but ops-service could not read it; its log says why.';

const unread = (at: number): FailureFacts => ({
  consumer: '', reason: 'unknown', explanation, error_class: null, message: null, stack: null, build: null,
  fingerprint: fingerprint({ consumer: '', event_type: null, error: 'unknown', message: explanation }),
  attempts: 0, first_failed_at: at, last_failed_at: at,
});

/** Lists a dead letter that could not be interpreted, so that somebody sees it. */
export const addUnread = async (tx: Queryable, id: string, dead_letter_id: string, at: number): Promise<void> => {
  if ((await lockFailures(tx, dead_letter_id)).length > 0) return;
  await addFailure(tx, { id, dead_letter_id, facts: unread(at), search: explanation });
};
