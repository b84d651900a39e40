import { notificationRequested } from '#contracts/events/index';
import type { NotificationChannel } from '#contracts/notification';
import type { Transaction } from '#platform/db/database';
import { currentTraceparent } from '#platform/telemetry';
import { dispatchTime, dispatchTries } from '../metrics.ts';
import { writeDispatches, type Dispatch } from '../store/dispatches.ts';
import { writeNotifications } from '../store/notifications.ts';
import { emitOutcome } from './emit-outcome.ts';

/** Tells the workers of a channel that there is a dispatch for them. */
export type WakeChannel = (channel: NotificationChannel) => void;

/** A notification to send now: its task is still relevant, and its user wants it. */
export interface Request extends Omit<Dispatch, 'requested_at' | 'traceparent' | 'causationid'> {
  /** The id of the event, or of the snoozed notification, that led to it. */
  cause_id: string;
  /** Runs a function within the trace that the notification belongs to. */
  inTrace: <T>(work: () => T) => T;
}

/** The page needs no worker: the row that it reads is the delivery. */
const isReached = ({ channel }: Pick<Request, 'channel'>): boolean => channel === 'in_app';

const announce = (tx: Transaction, { inTrace, cause_id, ...request }: Request, now: number): Dispatch =>
  inTrace(() => {
    const { notification_id, user_id, kind, channel, task_ids, title, body, due_at, correlationid } = request;
    const causationid = tx.emit(notificationRequested, {
      key: user_id,
      ...(task_ids.length === 1 ? { subject: task_ids[0]! } : {}),
      correlationid,
      causationid: cause_id,
      data: { notification_id, user_id, kind, channel, task_ids, title, body, due_at },
    });
    const dispatch = { ...request, causationid, requested_at: new Date(now).toISOString(), traceparent: currentTraceparent() ?? null };
    if (isReached(request)) emitOutcome(tx, { ...dispatch, attempts: 1 }, { state: 'delivered' }, now);
    return dispatch;
  });

/**
 * Stores the dispatches of notifications and announces them, in one transaction. The
 * workers of their channels are woken when it commits; what is for the page is there by
 * then. The announcements also come back through Kafka, where they change nothing.
 */
export const requestDispatches = (tx: Transaction, requests: readonly Request[], wake: WakeChannel): void => {
  const now = Date.now();
  const dispatches = requests.map((request) => announce(tx, request, now));
  writeDispatches(tx, dispatches.map((dispatch) => ({ ...dispatch, state: isReached(dispatch) ? 'delivered' : 'pending' })));
  const reached = dispatches.filter(isReached);
  writeNotifications(tx, reached.map(({ notification_id: id, ...notification }) => ({ id, ...notification })));
  tx.afterCommit(() => {
    for (const { channel } of reached) {
      dispatchTries.inc({ channel, outcome: 'delivered' });
      dispatchTime.observe({ channel }, (Date.now() - now) / 1_000);
    }
    for (const channel of new Set(dispatches.filter((dispatch) => !isReached(dispatch)).map(({ channel }) => channel))) wake(channel);
  });
};
