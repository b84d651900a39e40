import type { Commit } from './lag.ts';

/** A consumer group as the broker shows it. */
export interface Group {
  name: string;
  /**
   * The topics that its current members subscribe to; null when it has no members, or
   * when none of them says so during a rebalance.
   */
  subscribed: readonly string[] | null;
  /** Its current members; a restarted client counts as a new one. */
  members: readonly string[];
  /** What it has committed, by topic: partition and offset, or -1. */
  committed: ReadonlyMap<string, readonly { partition: number; offset: number }[]>;
}

const ownGroup = /-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The groups of the broker: those whose lag counts, and foreign ones. Groups made at each
 * start, as for live updates, are in neither list.
 */
export const sortGroups = (names: readonly string[], watched: ReadonlySet<string>): { ours: string[]; foreign: string[] } => ({
  ours: names.filter((name) => watched.has(name)),
  foreign: names.filter((name) => !watched.has(name) && !ownGroup.test(name)).sort(),
});

/**
 * A group without members, such as that of a stopped service, keeps its topics; a topic
 * that its members have left no longer belongs to it.
 */
const topicsOf = ({ subscribed, committed }: Group): string[] => [...new Set(subscribed ?? committed.keys())];

/**
 * The groups that are rebalancing: their members do not say what they subscribe to, so what
 * is missing from them is unknown, not gone.
 */
export const rebalancing = (groups: readonly Group[]): string[] => groups.filter(({ subscribed, members }) => subscribed === null && members.length > 0).map(({ name }) => name);

/**
 * How far each group has come in every partition of its topics; `partitions` is the number
 * of partitions of each known topic.
 */
export const commitsOf = (groups: readonly Group[], partitions: ReadonlyMap<string, number>): Commit[] =>
  groups.flatMap((group) =>
    topicsOf(group).flatMap((topic) =>
      Array.from({ length: partitions.get(topic) ?? 0 }, (_, partition): Commit => {
        const offset = group.committed.get(topic)?.find((at) => at.partition === partition)?.offset ?? -1;
        return { consumer: group.name, topic, partition, committed: offset < 0 ? null : offset };
      }),
    ),
  );
