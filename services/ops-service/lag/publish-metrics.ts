import type { TopicLoad } from '#contracts/http/ops/lag';
import type { ConsumerReport, LagReport } from '../domain/lag-report.ts';
import { consumerCommittedLag, consumerLag, consumerLagSeconds, deliveryErrors, kafkaAdminUp, topicRate, topicSkew } from '../metrics.ts';

const publishConsumer = ({ consumer, topic, partitions, error_rate, oldest_seconds }: ConsumerReport): void => {
  consumerLagSeconds.set({ consumer, topic }, oldest_seconds ?? 0);
  for (const { partition, lag, committed_lag } of partitions) {
    consumerLag.set({ consumer, topic, partition }, lag);
    consumerCommittedLag.set({ consumer, topic, partition }, committed_lag);
  }
  if (error_rate !== null) deliveryErrors.set({ consumer }, error_rate);
};

const publishTopic = ({ topic, partitions, skew }: TopicLoad): void => {
  for (const { partition, rate_per_second } of partitions) if (rate_per_second !== null) topicRate.set({ topic, partition }, rate_per_second);
  if (skew !== null) topicSkew.set({ topic }, skew);
};

/**
 * Publishes a report as metrics and removes what is no longer in it. A stale report only
 * marks the metrics as stale.
 */
export const publishLag = ({ measured_at, stale, groups, topics }: LagReport): void => {
  if (measured_at === null && !stale) return;
  kafkaAdminUp.set(stale ? 0 : 1);
  if (stale) return;
  for (const gauge of [consumerLag, consumerLagSeconds, consumerCommittedLag, topicRate, topicSkew, deliveryErrors]) gauge.reset();
  groups.forEach(publishConsumer);
  topics.forEach(publishTopic);
};
