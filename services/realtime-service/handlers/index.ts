import type { Handler } from '#platform/delivery/on-event';
import type { Hub } from '../live/hub.ts';
import { onNotificationRequested } from './notification-requested.ts';
import { onTaskChanged } from './task-changed.ts';

/** Every event that realtime-service handles. */
export const handlersOf = (hub: Pick<Hub, 'taskChanged' | 'notify'>, now: () => number): readonly Handler[] => [
  onTaskChanged(hub, now),
  onNotificationRequested(hub),
];
