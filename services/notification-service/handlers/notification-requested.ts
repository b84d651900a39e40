import { notificationRequested } from '#contracts/events/index';
import { onEvents, type Handler } from '#platform/delivery/on-event';
import type { WakeChannel } from '../dispatch/request-dispatches.ts';
import { addDispatches } from '../store/dispatches.ts';

/**
 * Stores dispatches for the workers if another service requested them; those that this
 * service requested are stored already.
 */
export const onNotificationRequested = (wake: WakeChannel): Handler =>
  onEvents(notificationRequested, async (events, { tx }) => {
    const requested = events.map(({ id: causationid, correlationid, time: requested_at, traceparent = null, data: { due_at = null, ...data } }) => ({
      ...data, due_at, requested_at, correlationid, causationid, traceparent, state: 'pending' as const,
    }));
    const added = await addDispatches(tx, requested);
    tx.afterCommit(() => new Set(added.map(({ channel }) => channel)).forEach(wake));
  });
