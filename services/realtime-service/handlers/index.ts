import type { Handler } from '#platform/delivery/on-event';
import type { Deps } from '../context.ts';
import { onNotificationRequested } from './notification-requested.ts';
import { onTaskChanged } from './task-changed.ts';

/** Every event that realtime-service handles. */
export const handlersOf = (deps: Pick<Deps, 'hub' | 'now' | 'recent'>): readonly Handler[] => [onTaskChanged(deps), onNotificationRequested(deps)];
