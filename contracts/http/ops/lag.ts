import { z } from 'zod';
import type { Answer } from '../answer.ts';

const perSecond = z.number().nullable().describe('null before there are two samples');

/** How far a consumer is behind in a topic. */
export const consumerLag = z.object({
  consumer: z.string().describe('the consumer group, which is the Dapr app id'),
  topic: z.string(),
  lag: z.int().describe('events that are not handled yet'),
  limit: z.int().describe('the lag from which an alert fires'),
  committed_lag: z.int().describe('events that are not committed yet, as the broker shows it: up to a second behind'),
  partitions: z.array(
    z.object({
      partition: z.int(),
      end: z.int(),
      committed: z.int().nullable(),
      handled: z.int().describe('the offset after the last event that is known to be handled'),
      lag: z.int(),
      committed_lag: z.int(),
    }),
  ),
  oldest_seconds: z.int().nullable().describe('how long the oldest event that is not handled yet has waited, accurate to the time between two looks; null if none waits'),
  oldest_is_older: z.boolean().describe('true if it already waited at the first look that is remembered, and so may be older'),
  rate_per_second: perSecond.describe('events handled a second, over the last minute'),
  error_rate: z.number().nullable().describe('failed tries as a share of all, over the last five minutes; null where there were too few to tell'),
});

/** What comes into a topic, and how evenly over its partitions. */
export const topicLoad = z.object({
  topic: z.string(),
  rate_per_second: perSecond,
  partitions: z.array(z.object({ partition: z.int(), rate_per_second: perSecond, share: z.number().nullable() })),
  skew: z.number().nullable().describe('how far the fullest partition is above the mean, over five minutes: 0.2 is 20 % more; null where there were too few events to tell'),
});

/** A consumer that does not get past an event while its sidecar starts again and again. */
export const stuckConsumer = z.object({
  consumer: z.string(),
  topic: z.string(),
  partition: z.int(),
  offset: z.int().describe('the event that it does not get past'),
  since: z.number().describe('in ms'),
  starts: z.int().describe('how often a client of its group has started meanwhile'),
});

/** The lag as it was last measured. */
export const lagReport = z.object({
  measured_at: z.iso.datetime().nullable().describe('null before the first measurement'),
  stale: z.boolean().describe('true while the broker does not answer: the rest is the last that was measured'),
  reason: z.string().nullable().describe('why the broker does not answer'),
  groups: z.array(consumerLag),
  topics: z.array(topicLoad),
  standing: z.array(stuckConsumer),
  foreign: z.array(z.string()).describe('consumer groups of the broker that are not part of this system: only their names are reported'),
  rebalancing: z.array(z.string()).describe('consumers whose group is rebalancing: their lag may be missing here, and is unknown rather than 0'),
});

export type ConsumerLag = Answer<typeof consumerLag>;
export type TopicLoad = Answer<typeof topicLoad>;
export type StuckConsumer = Answer<typeof stuckConsumer>;
export type LagReport = Answer<typeof lagReport>;
