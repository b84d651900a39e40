import { auditLog, notificationEvents, reminders, taskEvents } from '#contracts/topics';

/** The topics that the transactions of ops-service emit to: where a dead letter came from and is replayed to, and the audit trail. */
export const publishes = [taskEvents, reminders, notificationEvents, auditLog];
