import { topics } from '#contracts/topics';
import type { TopicState } from './drift.ts';

/** The catalogue of contracts/topics.ts as a broker should have it. */
export const wantedTopics = (replicas: number): TopicState[] =>
  topics.map(({ name, partitions, retentionMs, maxBytes }) => ({
    name,
    partitions,
    replicas,
    configs: {
      'retention.ms': String(retentionMs),
      'max.message.bytes': String(maxBytes),
      'cleanup.policy': 'delete',
      // With three replicas a write survives the loss of one broker; with fewer it must not
      // wait for a missing one.
      ...(replicas >= 3 && { 'min.insync.replicas': '2' }),
    },
  }));
