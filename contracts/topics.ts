/** One Kafka topic. Provisioning, documentation, manifests and tests all read this. */
export interface Topic {
  readonly name: string;
  readonly partitions: number;
  /** How long Kafka keeps an event, in milliseconds. */
  readonly retentionMs: number;
  /** The largest message, in bytes. */
  readonly maxBytes: number;
  readonly purpose: string;
  /**
   * Where Dapr puts events that could not be handled; null where losing one is the right
   * answer.
   */
  readonly deadLetter: string | null;
}

const hour = 3_600_000;
const day = 24 * hour;

/**
 * The size limit of every topic that events are published to, in bytes; events themselves
 * stay under {@link maxEventBytes}.
 */
export const maxMessageBytes = 2 * 1024 * 1024;

/**
 * The size limit of a dead-letter topic, and of the component that writes there. A dead
 * letter is the message plus headers with its key and its place: with the same limit, a
 * message that only just fits its topic could never be dead-lettered and would block its
 * partition.
 */
export const maxDeadLetterBytes = 2 * maxMessageBytes + 64 * 1024;

/**
 * The largest event that is written, in bytes of its JSON envelope; a larger one is refused
 * before anything is stored.
 */
export const maxEventBytes = 1024 * 1024;

/**
 * The Dapr component through which every event is published, and consumed by all but live
 * updates.
 */
export const pubsubName = 'kafka-pubsub';

/**
 * The component for live updates: every replica reads every new event, and nothing is
 * dead-lettered.
 */
export const broadcastName = 'kafka-broadcast';

/**
 * The component of ops-service: dead letters and delivery reports, retried for ever and
 * never dead-lettered themselves.
 */
export const opsName = 'kafka-ops';

const topic = (name: string, retentionMs: number, purpose: string): Topic => ({
  name,
  partitions: 3,
  retentionMs,
  maxBytes: maxMessageBytes,
  purpose,
  deadLetter: `dlq.${name}`,
});

export const taskEvents = topic('task-events', 7 * day, 'task lifecycle, all four types in one topic so that per-user order holds');
export const taskUpdates = { ...topic('task-updates', hour, 'live updates for connected clients'), deadLetter: null };
export const reminders = topic('reminders', 7 * day, 'due reminders, in order per user');
export const notificationEvents = topic('notification-events', 7 * day, 'notifications requested, delivered and failed');
export const auditLog = topic('audit-log', 90 * day, 'who did what, for compliance');
export const deliveryReports = { ...topic('delivery-reports', 30 * day, 'why a delivery failed'), deadLetter: null };

const eventTopics: Topic[] = [taskEvents, taskUpdates, reminders, notificationEvents, auditLog, deliveryReports];

/** The topics whose failed events become dead letters and can be replayed. */
export const deadLettered: readonly Topic[] = eventTopics.filter(({ deadLetter }) => deadLetter !== null);

/** The dead-letter topics; ops-service reads them all. */
export const deadLetterTopics: readonly Topic[] = eventTopics.flatMap(({ name, deadLetter }): Topic[] =>
  deadLetter === null
    ? []
    : [{ name: deadLetter, partitions: 1, retentionMs: 30 * day, maxBytes: maxDeadLetterBytes, purpose: `events of ${name} that could not be handled`, deadLetter: null }],
);

/** Every topic of the system, dead-letter topics included. */
export const topics: readonly Topic[] = [...eventTopics, ...deadLetterTopics];
