import { notificationRequested } from '#contracts/events/index';
import { onEvents, type Handler } from '#platform/delivery/on-event';
import type { WakeChannel } from '../dispatch/request-dispatches.ts';
import { addDispatches } from '../store/dispatches.ts';

/** Writes dispatches down for the workers, where the request comes from elsewhere: those of this service are there already. */
export const onNotificationRequested = (wake: WakeChannel): Handler =>
  onEvents(notificationRequested, async (events, { tx }) => {
    const requested = events.map(({ id: causationid, correlationid, time: requested_at, traceparent = null, data: { due_at = null, ...data } }) => ({
      ...data, due_at, requested_at, correlationid, causationid, traceparent, state: 'pending' as const,
    }));
    const added = await addDispatches(tx, requested);
    tx.afterCommit(() => new Set(added.map(({ channel }) => channel)).forEach(wake));
  });
