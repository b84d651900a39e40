import { onNotificationRequested } from './notification-requested.ts';
import { onTaskCompleted } from './task-completed.ts';
import { onTaskCreated } from './task-created.ts';
import { onTaskDeleted } from './task-deleted.ts';
import { onTaskReminder } from './task-reminder.ts';
import { onTaskUpdated } from './task-updated.ts';
import { onUserDeleted } from './user-deleted.ts';

/** Every event that notification-service handles. */
export const handlers = [onTaskCreated, onTaskUpdated, onTaskCompleted, onTaskDeleted, onUserDeleted, onTaskReminder, onNotificationRequested];
