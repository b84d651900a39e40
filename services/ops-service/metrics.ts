import { Counter, Gauge } from 'prom-client';
import { deadLetterTopics } from '#contracts/topics';
import { registry } from '#platform/metrics';

const registers = [registry];

/** Events that a consumer has not handled yet. */
export const consumerLag = new Gauge({
  name: 'consumer_lag',
  help: 'Log end minus the last handled offset',
  labelNames: ['consumer', 'topic', 'partition'] as const,
  registers,
});

/** How long the oldest event that a consumer has not handled has been waiting. */
export const consumerLagSeconds = new Gauge({
  name: 'consumer_lag_seconds',
  help: 'Seconds that the oldest event that is not handled yet has waited; 0 if none waits',
  labelNames: ['consumer', 'topic'] as const,
  registers,
});

/** Events that a consumer has not committed yet: what the broker shows, up to a second behind. */
export const consumerCommittedLag = new Gauge({
  name: 'consumer_committed_lag',
  help: 'Log end minus the committed offset',
  labelNames: ['consumer', 'topic', 'partition'] as const,
  registers,
});

/** What comes into the topics. */
export const topicRate = new Gauge({
  name: 'topic_events_per_second',
  help: 'Events written a second, over the last minute',
  labelNames: ['topic', 'partition'] as const,
  registers,
});

/** How unevenly a topic's partitions are filled; absent when there were too few users to tell. */
export const topicSkew = new Gauge({
  name: 'topic_partition_skew_ratio',
  help: 'How far the fullest partition is above the mean, over five minutes',
  labelNames: ['topic'] as const,
  registers,
});

/** The share of tries that fail; absent when there were too few to tell. */
export const deliveryErrors = new Gauge({
  name: 'delivery_error_ratio',
  help: 'Failed tries as a share of all, over five minutes',
  labelNames: ['consumer'] as const,
  registers,
});

/** Failures that nobody has dealt with. */
export const deadLettersOpen = new Gauge({
  name: 'dead_letters_open',
  help: 'Failures that are open',
  labelNames: ['consumer', 'event_type', 'reason'] as const,
  registers,
});

/** Dead letters that were captured, by the dead-letter topic that they came from. */
export const deadLettersCaptured = new Counter({
  name: 'dead_letters_captured_total',
  help: 'Dead letters captured by this process',
  labelNames: ['topic'] as const,
  registers,
});

// Starts at zero, so that the first dead letter is an increase.
for (const { name } of deadLetterTopics) deadLettersCaptured.inc({ topic: name }, 0);

/** Events that wait in the outbox of a service. */
export const outboxWaiting = new Gauge({ name: 'service_outbox_waiting', help: 'Events that wait to be published', labelNames: ['service'] as const, registers });

/** Events that the broker refused for good. */
export const outboxParked = new Gauge({ name: 'service_outbox_parked', help: 'Events set aside', labelNames: ['service'] as const, registers });

/** How long the oldest event of a service has waited. */
export const outboxOldestAge = new Gauge({
  name: 'service_outbox_oldest_age_seconds',
  help: 'Age of the oldest waiting event',
  labelNames: ['service'] as const,
  registers,
});

/** Whether the broker answers the questions about lag. */
export const kafkaAdminUp = new Gauge({ name: 'kafka_admin_up', help: '1 while the broker answers, 0 while it does not', registers });

/** Alerts that fire now. */
export const alertsFiring = new Gauge({ name: 'alerts_firing', help: 'Alerts that fire, by kind', labelNames: ['alert'] as const, registers });
