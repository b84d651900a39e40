import { auditRecorded } from './audit-recorded.ts';
import { deliveryReported } from './delivery-reported.ts';
import { notificationDelivered } from './notification-delivered.ts';
import { notificationFailed } from './notification-failed.ts';
import { notificationRequested } from './notification-requested.ts';
import { taskChanged } from './task-changed.ts';
import { taskCompleted } from './task-completed.ts';
import { taskCreated } from './task-created.ts';
import { taskDeleted } from './task-deleted.ts';
import { taskReminder } from './task-reminder.ts';
import { taskUpdated } from './task-updated.ts';

export {
  auditRecorded, deliveryReported, notificationDelivered, notificationFailed, notificationRequested, taskChanged, taskCompleted,
  taskCreated, taskDeleted, taskReminder, taskUpdated,
};

/** Every event type of the system. */
export const events = [
  taskCreated,
  taskUpdated,
  taskCompleted,
  taskDeleted,
  taskChanged,
  taskReminder,
  notificationRequested,
  notificationDelivered,
  notificationFailed,
  auditRecorded,
  deliveryReported,
] as const;
