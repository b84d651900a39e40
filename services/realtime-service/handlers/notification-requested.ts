import { notificationRequested } from '#contracts/events/index';
import { onEvent, type Handler } from '#platform/delivery/on-event';
import { notificationFrame } from '../domain/frames.ts';
import type { Hub } from '../live/hub.ts';

/** Shows an in-app notification to its user at once; other channels are not this service's. */
export const onNotificationRequested = (hub: Pick<Hub, 'notify'>): Handler =>
  onEvent(notificationRequested, async (event) => {
    const { channel, user_id, notification_id } = event.data;
    if (channel === 'in_app') hub.notify(user_id, notification_id, notificationFrame(event));
  });
