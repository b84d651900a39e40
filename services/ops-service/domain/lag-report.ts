import type { ConsumerLag as ShownLag, LagReport as ShownReport, TopicLoad } from '#contracts/http/ops/lag';
import { placeOf, positionOf, type ConsumerLag, type PartitionLog } from './lag.ts';
import type { Growth } from './lag-rates.ts';
import type { Waiting } from './last-hour.ts';
import { skewOf } from './skew.ts';

/** A consumer's lag with its pace, before the limit of its alert is looked up. */
export type ConsumerReport = Omit<ShownLag, 'limit'>;

/** The lag as it was last measured. */
export type LagReport = Omit<ShownReport, 'groups'> & { groups: ConsumerReport[] };

/** Failed tries by consumer since the beginning of the long window. */
export type Failures = ReadonlyMap<string, number>;

/** The measurements that a report is made of. */
export interface LagFacts {
  logs: readonly PartitionLog[];
  groups: readonly ConsumerLag[];
  /** The last minute, for rates. */
  short: Growth | null;
  /** The last minutes, for figures that need many events. */
  long: Growth | null;
  /** Null while they cannot be counted. */
  failures: Failures | null;
  minTries: number;
  /** By topic: how many keys its events come from, weighted by how busy each is. */
  busyKeys: ReadonlyMap<string, number>;
  minSkewKeys: number;
  /**
   * How long the oldest event that a consumer has not handled has been waiting; null if
   * none waits.
   */
  oldestOf: (group: ConsumerLag) => Waiting | null;
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
const perSecond = (count: number, growth: Growth | null): number | null => (growth === null ? null : round(count / growth.seconds, 3));
const sumOf = (keys: readonly string[], counts: ReadonlyMap<string, number> | undefined): number =>
  keys.reduce((sum, key) => sum + (counts?.get(key) ?? 0), 0);

/** The share of tries that failed; null when there were too few to tell. */
export const errorRate = (failed: number, handled: number, minTries: number): number | null =>
  failed + handled < Math.max(1, minTries) ? null : round(failed / (failed + handled), 4);

const keysOf = ({ consumer, topic, partitions }: ConsumerLag): string[] => partitions.map(({ partition }) => positionOf({ consumer, topic, partition }));

const nothingWaits = { oldest_seconds: null, oldest_is_older: false };

const describeConsumers = ({ groups, short, long, failures, minTries, oldestOf }: LagFacts): ConsumerReport[] =>
  groups.map((group) => {
    const ofConsumer = groups.filter(({ consumer }) => consumer === group.consumer).flatMap(keysOf);
    return {
      ...group,
      ...(oldestOf(group) ?? nothingWaits),
      rate_per_second: perSecond(sumOf(keysOf(group), short?.handled), short),
      error_rate: long === null || failures === null ? null : errorRate(failures.get(group.consumer) ?? 0, sumOf(ofConsumer, long.handled), minTries),
    };
  });

const describeTopic = (topic: string, { logs, short, long, busyKeys, minSkewKeys }: LagFacts): TopicLoad => {
  const partitions = logs.filter((log) => log.topic === topic).sort((a, b) => a.partition - b.partition);
  const counts = partitions.map((log) => short?.ends.get(placeOf(log)) ?? 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return {
    topic,
    rate_per_second: perSecond(total, short),
    partitions: partitions.map(({ partition }, i) => ({
      partition,
      rate_per_second: perSecond(counts[i]!, short),
      share: total === 0 ? null : round(counts[i]! / total, 4),
    })),
    skew: long === null || (busyKeys.get(topic) ?? 0) < minSkewKeys ? null : skewOf(partitions.map((log) => long.ends.get(placeOf(log)) ?? 0)),
  };
};

/** Consumers and topics as operators see them. */
export const describeLag = (facts: LagFacts): { groups: ConsumerReport[]; topics: TopicLoad[] } => ({
  groups: describeConsumers(facts),
  topics: [...new Set(facts.logs.map(({ topic }) => topic))].sort().map((topic) => describeTopic(topic, facts)),
});
