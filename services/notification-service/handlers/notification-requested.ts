import { notificationRequested } from '#contracts/events/index';
import { onEvent } from '#platform/delivery/on-event';
import { addDispatch } from '../store/dispatches.ts';

/** Writes the dispatch down for the workers, so that no server that is slow to take it holds up the partition. */
export const onNotificationRequested = onEvent(notificationRequested, async (event, { tx, log }) => {
  const { due_at = null, ...data } = event.data;
  const { id: causationid, correlationid, time: requested_at, traceparent = null } = event;
  const added = await addDispatch(tx, { ...data, due_at, requested_at, correlationid, causationid, traceparent });
  log.info({ notification_id: data.notification_id, channel: data.channel, added }, 'a notification is to be delivered');
});
