import { validate } from 'uuid';
import type { Queryable } from '#platform/db/database';
import { moveFailures } from '../store/replays.ts';
import { endReplays, lockOverdue, lockReplay, lockReported, type Settling } from '../store/replays-settle.ts';

/** The part of a consumer's report that can end a replay. */
export interface DeliveryReport {
  consumer: string;
  event_id: string | null;
  outcome: 'failed' | 'handled' | 'duplicate' | 'stale';
}

/**
 * Confirms the replays that a consumer reports as handled. A failed try does not end a
 * replay, because more tries follow; its dead letter does. A repeated report changes
 * nothing.
 */
export const settleReplay = async (tx: Queryable, { consumer, event_id, outcome }: DeliveryReport): Promise<void> => {
  if (outcome === 'failed' || event_id === null) return;
  const settling = await lockReported(tx, event_id, consumer);
  if (settling.length === 0) return;
  const ids = settling.map(({ id }) => id);
  const ended = await endReplays(tx, ids, ['published', 'unconfirmed', 'failed_again'], { state: 'handled', outcome, reason: null });
  await moveFailures(tx, ended, ['replaying', 'open'], 'handled');
};

/**
 * Ends the replay that a dead letter came from, by the `replayid` of its envelope, and
 * reopens its failure. Returns the dead letter that it belongs to, so that it is not stored
 * as a second one; null when there is no such replay.
 */
export const settleFailedReplay = async (tx: Queryable, replayid: unknown): Promise<Pick<Settling, 'failure_id' | 'dead_letter_id'> | null> => {
  if (typeof replayid !== 'string' || !validate(replayid)) return null;
  const replay = await lockReplay(tx, replayid);
  if (replay === null) return null;
  const end = { state: 'failed_again', outcome: null, reason: 'it came back as a dead letter' } as const;
  const ended = await endReplays(tx, [replay.id], ['published', 'unconfirmed'], end);
  await moveFailures(tx, ended, ['replaying'], 'open');
  return { failure_id: replay.failure_id, dead_letter_id: replay.dead_letter_id };
};

const settleAtOnce = 100;

const reasonOf = (consumer: string, unsent: boolean, minutes: number): string => {
  if (unsent) return `Kafka has not taken it within ${minutes} min: it is still in the outbox of ops-service`;
  return consumer === ''
    ? `nobody knows which consumer failed, so none reports success; it did not come back as a dead letter within ${minutes} min. Look for its effect, then archive it`
    : `${consumer} reported nothing within ${minutes} min: is it running, and does it still handle this type? A later report still counts`;
};

/**
 * Reopens the failures whose replays were not confirmed in time, and says why; returns the
 * number.
 */
export const settleOverdue = async (tx: Queryable, now: string, timeoutMs: number): Promise<number> => {
  const since = new Date(Date.parse(now) - timeoutMs).toISOString();
  const overdue = await lockOverdue(tx, since, settleAtOnce);
  const minutes = Math.round(timeoutMs / 6_000) / 10;
  for (const { id, failure_id, consumer, unsent } of overdue) {
    const end = { state: 'unconfirmed', outcome: null, reason: reasonOf(consumer, unsent, minutes) } as const;
    const ended = await endReplays(tx, [id], ['published'], end);
    if (ended.length > 0) await moveFailures(tx, [failure_id], ['replaying'], 'open');
  }
  return overdue.length;
};
