import { auditRecorded } from './audit-recorded.ts';
import { deliveryReported } from './delivery-reported.ts';
import { taskChanged } from './task-changed.ts';
import { taskCompleted } from './task-completed.ts';
import { taskCreated } from './task-created.ts';
import { taskDeleted } from './task-deleted.ts';
import { taskUpdated } from './task-updated.ts';

export { auditRecorded, deliveryReported, taskChanged, taskCompleted, taskCreated, taskDeleted, taskUpdated };

/** Every event type of the system. */
export const events = [
  taskCreated,
  taskUpdated,
  taskCompleted,
  taskDeleted,
  taskChanged,
  auditRecorded,
  deliveryReported,
] as const;
