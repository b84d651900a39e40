import type { StuckConsumer, TopicLoad } from '#contracts/http/ops/lag';
import { taskEvents } from '#contracts/topics';
import type { Finding, Findings, Unknown } from './alert.ts';
import { finding } from './finding.ts';
import { limitOf, type ExpectedHours, type Facts, type Limits } from './alert-facts.ts';
import { percent } from './conditions/condition.ts';
import { conditions } from './conditions/index.ts';
import type { ConsumerReport } from './lag-report.ts';

const { limit: silence } = conditions.silence;

/** Where the page shows the lag of a consumer or a topic. */
const lagPath = (about: { consumer?: string; topic?: string }): string => `/ops/lag?${new URLSearchParams(about)}`;

const lagging = ({ consumer, topic, lag, committed_lag, rate_per_second }: ConsumerReport, limit: number): Finding =>
  finding({
    kind: 'consumer_lag',
    subject: `${consumer}/${topic}`,
    summary: `${consumer} is ${lag} events behind in ${topic} (limit ${limit})`,
    details: { consumer, topic, lag, committed_lag, handled_per_second: rate_per_second },
    path: lagPath({ consumer, topic }),
    command: 'lag',
  });

const stuck = ({ consumer, topic, partition, offset, since, starts }: StuckConsumer): Finding =>
  finding({
    kind: 'consumer_stuck',
    subject: `${consumer}/${topic}/${partition}`,
    summary: `${consumer} does not get past offset ${offset} of ${topic}, partition ${partition}: its sidecar has started ${starts} times there`,
    details: { consumer, topic, partition, offset, starts, since: new Date(since).toISOString() },
    path: lagPath({ consumer, topic }),
    command: `skip ${topic} ${partition} ${offset} --consumer ${consumer}`,
  });

const failing = ({ consumer, error_rate }: ConsumerReport, limit: number): Finding =>
  finding({
    kind: 'error_rate',
    subject: consumer,
    summary: `${percent(error_rate ?? 0)} of the deliveries to ${consumer} fail (limit ${percent(limit)})`,
    details: { consumer, error_rate },
    path: lagPath({ consumer }),
    command: `list --consumer ${consumer}`,
  });

const skewed = ({ topic, skew, partitions }: TopicLoad, limit: number): Finding =>
  finding({
    kind: 'partition_skew',
    subject: topic,
    summary: `one partition of ${topic} gets ${percent(skew ?? 0)} more events than the mean (limit ${percent(limit)})`,
    details: { topic, skew, shares: partitions.map(({ partition, share }) => `${partition}: ${share ?? '?'}`).join(', ') },
    path: lagPath({ topic }),
    command: 'lag',
  });

const silent = ({ topic, rate_per_second }: TopicLoad): Finding =>
  finding({
    kind: 'silence',
    subject: topic,
    summary: `${rate_per_second} events a second come into ${topic}, while at least ${silence} is expected at this hour`,
    details: { topic, rate_per_second },
    path: lagPath({ topic }),
    command: 'lag',
  });

const isExpected = (hours: ExpectedHours | null, now: number): boolean => {
  if (hours === null) return false;
  const hour = new Date(now).getUTCHours();
  return hours.from < hours.to ? hour >= hours.from && hour < hours.to : hour >= hours.from || hour < hours.to;
};

const unreachable = (reason: string | null, measured_at: string | null): Finding =>
  finding({
    kind: 'broker_unreachable',
    subject: 'kafka',
    summary: reason ?? 'the broker does not answer',
    details: { last_measured_at: measured_at },
    path: '/ops/lag',
    command: 'lag',
  });

/** Every entry of a consumer carries the same error rate, so it gives one finding. */
const failingOnce = (groups: readonly ConsumerReport[], limit: number): Finding[] => {
  const byConsumer = new Map(groups.filter(({ error_rate }) => (error_rate ?? 0) > limit).map((group) => [group.consumer, failing(group, limit)]));
  return [...byConsumer.values()];
};

/** Leaves every alert about these consumers as it is, whatever its topic and partition. */
const unknownOf = (consumers: readonly string[], topics: readonly TopicLoad[]): Unknown[] =>
  consumers.flatMap((consumer) => [
    { kind: 'error_rate' as const, subject: consumer },
    ...topics.flatMap(({ topic, partitions }) => [
      { kind: 'consumer_lag' as const, subject: `${consumer}/${topic}` },
      ...partitions.map(({ partition }) => ({ kind: 'consumer_stuck' as const, subject: `${consumer}/${topic}/${partition}` })),
    ]),
  ]);

/** What is wrong with consumers and topics; unknown while there is no current measurement. */
export const checkLag = ({ lag, now }: Facts, limits: Limits): Findings => {
  const measured = ['consumer_lag', 'consumer_stuck', 'error_rate', 'partition_skew', 'silence'] as const;
  if (lag.stale || lag.measured_at === null) {
    const unknown = measured.map((kind) => ({ kind, subject: null }));
    if (lag.stale) return { bad: [unreachable(lag.reason, lag.measured_at)], unknown };
    return { bad: [], unknown: [...unknown, { kind: 'broker_unreachable', subject: null }] };
  }
  const tasks = lag.topics.filter(({ topic, rate_per_second }) => topic === taskEvents.name && rate_per_second !== null && rate_per_second < silence);
  return {
    bad: [
      ...lag.groups.filter((group) => group.lag > limitOf(limits, group.consumer)).map((group) => lagging(group, limitOf(limits, group.consumer))),
      ...lag.standing.map(stuck),
      ...failingOnce(lag.groups, limits.errorRate),
      ...lag.topics.filter(({ skew }) => (skew ?? 0) > limits.skew).map((topic) => skewed(topic, limits.skew)),
      ...(isExpected(limits.expectTraffic, now) ? tasks.map(silent) : []),
    ],
    unknown: unknownOf(lag.rebalancing, lag.topics),
  };
};
