import { notificationDelivered, notificationFailed } from '#contracts/events/index';
import type { Transaction } from '#platform/db/database';
import type { Claim } from '../store/dispatches.ts';

/** How a dispatch ends. */
export type End = { state: 'delivered' } | { state: 'failed' | 'dropped'; reason: string };

/** Emits how a dispatch ended, at an instant in epoch milliseconds. */
export const emitOutcome = (tx: Transaction, claim: Omit<Claim, 'done_for' | 'told'>, end: End, now: number): void => {
  const { notification_id, user_id, kind, channel, task_ids, attempts, correlationid, causationid } = claim;
  const data = { notification_id, user_id, kind, channel, task_ids, attempts };
  const fields = { key: user_id, correlationid, causationid, ...(task_ids.length === 1 ? { subject: task_ids[0]! } : {}) };
  if (end.state === 'delivered') tx.emit(notificationDelivered, { ...fields, data: { ...data, delivered_at: new Date(now).toISOString() } });
  else tx.emit(notificationFailed, { ...fields, data: { ...data, reason: end.reason } });
};
