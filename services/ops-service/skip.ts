import type { Transaction } from '#platform/db/database';
import { updateFailures } from './capture/update-failures.ts';
import type { Place } from './domain/dead-letter.ts';
import { stoppedSidecar } from './domain/failure.ts';
import { recordAct, type Actor } from './replay/audit.ts';
import { addAttempt } from './store/attempts.ts';
import { findLettersAt } from './store/dead-letters.ts';
import { lockEvent } from './store/lock-event.ts';

/** The number of tries after which daprd would have given up, had it not crashed. */
const lastAttempt = 4;

/**
 * Reports, in place of the consumer, that it failed with a record, and records the act in
 * the audit trail.
 */
export const recordSkip = async (tx: Transaction, { consumer, ...place }: Place & { consumer: string }, context: { actor: Actor; now: string; newId: () => string }): Promise<void> => {
  const { actor, now, newId } = context;
  recordAct(tx, actor, { operation: 'record.skipped', user_id: actor.id, task_id: null, before: null, after: { consumer, ...place } });
  await lockEvent(tx, null, place);
  await addAttempt(tx, {
    report_id: newId(), consumer, ...place, event_id: null, event_type: null, attempt: lastAttempt, outcome: 'failed',
    error_class: stoppedSidecar, message: 'it stopped the sidecar', stack: null, took_ms: null, build: 'unknown', reported_at: now,
  });
  for (const id of await findLettersAt(tx, place)) await updateFailures(tx, newId, id);
};
