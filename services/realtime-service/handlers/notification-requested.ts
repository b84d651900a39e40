import { notificationRequested } from '#contracts/events/index';
import { onEvent, type Handler } from '#platform/delivery/on-event';
import type { Deps } from '../context.ts';
import { notificationFrame } from '../domain/frames.ts';
import { shownStep } from '../domain/shown-step.ts';

/**
 * Shows an in-app notification to its user at once; other channels are none of this
 * service's business.
 */
export const onNotificationRequested = ({ hub, now, recent }: Pick<Deps, 'hub' | 'now' | 'recent'>): Handler =>
  onEvent(notificationRequested, async (event) => {
    const { channel, user_id, notification_id } = event.data;
    if (channel !== 'in_app' || !hub.notify(user_id, notification_id, notificationFrame(event))) return;
    recent.add(event.correlationid, user_id, shownStep('notification', event, { connections: hub.countOf(user_id), now: now() }));
  });
