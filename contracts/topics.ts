/** One Kafka topic as the system needs it; provisioning, documentation, manifests and tests all read this. */
export interface Topic {
  readonly name: string;
  readonly partitions: number;
  /** How long Kafka keeps an event, in milliseconds. */
  readonly retentionMs: number;
  readonly purpose: string;
  /** Where Dapr puts what could not be handled; null where losing an event is the right answer. */
  readonly deadLetter: string | null;
}

const hour = 3_600_000;
const day = 24 * hour;

/** The size limit of every topic, component and producer, in bytes; events themselves stay under {@link maxEventBytes}. */
export const maxMessageBytes = 2 * 1024 * 1024;

/** The largest event that is written, in bytes of its JSON envelope; a larger one is refused before anything is stored. */
export const maxEventBytes = 1024 * 1024;

/** The Dapr component through which every event goes. */
export const pubsubName = 'kafka-pubsub';

const topic = (name: string, partitions: number, retentionMs: number, purpose: string, deadLetter = true): Topic => ({
  name,
  partitions,
  retentionMs,
  purpose,
  deadLetter: deadLetter ? `dlq.${name}` : null,
});

export const taskEvents = topic('task-events', 3, 7 * day, 'task lifecycle, all four types in one topic so that per-user order holds');
export const taskUpdates = topic('task-updates', 3, hour, 'live updates for connected clients', false);
export const reminders = topic('reminders', 3, 7 * day, 'due reminders, in order per user');
export const notificationEvents = topic('notification-events', 3, 7 * day, 'notifications requested, delivered and failed');
export const auditLog = topic('audit-log', 3, 90 * day, 'who did what, for compliance');
export const deliveryReports = topic('delivery-reports', 3, 30 * day, 'why a delivery failed', false);

const eventTopics = [taskEvents, taskUpdates, reminders, notificationEvents, auditLog, deliveryReports];

const deadLetterTopics = eventTopics.flatMap(({ name, deadLetter }) =>
  deadLetter === null ? [] : [topic(deadLetter, 1, 30 * day, `events of ${name} that could not be handled`, false)],
);

/** Every topic of the system, dead-letter topics included. */
export const topics: readonly Topic[] = [...eventTopics, ...deadLetterTopics];
