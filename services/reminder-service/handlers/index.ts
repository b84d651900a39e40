import { onTaskCompleted } from './task-completed.ts';
import { onTaskCreated } from './task-created.ts';
import { onTaskDeleted } from './task-deleted.ts';
import { onTaskUpdated } from './task-updated.ts';
import { onUserDeleted } from './user-deleted.ts';

/** Every event that reminder-service handles. */
export const handlers = [onTaskCreated, onTaskUpdated, onTaskCompleted, onTaskDeleted, onUserDeleted];
