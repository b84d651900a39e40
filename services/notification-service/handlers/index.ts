import type { Handler } from '#platform/delivery/on-event';
import type { WakeChannel } from '../dispatch/request-dispatches.ts';
import { followTasks } from './follow-tasks.ts';
import { onNotificationRequested } from './notification-requested.ts';
import { onTaskCompleted } from './task-completed.ts';
import { onTaskCreated } from './task-created.ts';
import { onTaskDeleted } from './task-deleted.ts';
import { onTaskReminder } from './task-reminder.ts';
import { onTaskUpdated } from './task-updated.ts';
import { onUserDeleted } from './user-deleted.ts';

/**
 * Every event that notification-service handles; `wake` tells the workers what the handlers
 * leave to them.
 */
export const handlersOf = (wake: WakeChannel, follow = followTasks(wake)): readonly Handler[] => [
  onTaskCreated(follow),
  onTaskUpdated(follow),
  onTaskCompleted(follow),
  onTaskDeleted(follow),
  onUserDeleted,
  onTaskReminder(wake),
  onNotificationRequested(wake),
];
