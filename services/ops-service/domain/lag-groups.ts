import type { Commit } from './lag.ts';

/** A consumer group as the broker shows it. */
export interface Group {
  name: string;
  /** The topics that its present members subscribe to; null where it has no members, or none that says so while they divide the partitions anew. */
  subscribed: readonly string[] | null;
  /** Its present members; a client that starts again is another one. */
  members: readonly string[];
  /** What it has committed, by topic: partition and offset; -1 where it has not. */
  committed: ReadonlyMap<string, readonly { partition: number; offset: number }[]>;
}

const ownGroup = /-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The groups of the broker: those whose lag counts, and those of nobody here. One made anew at each start, as for live updates, is in neither. */
export const sortGroups = (names: readonly string[], watched: ReadonlySet<string>): { ours: string[]; foreign: string[] } => ({
  ours: names.filter((name) => watched.has(name)),
  foreign: names.filter((name) => !watched.has(name) && !ownGroup.test(name)).sort(),
});

/** Such a group, as that of a stopped service, still has its topics; a topic that its members have left is theirs no more. */
const topicsOf = ({ subscribed, committed }: Group): string[] => [...new Set(subscribed ?? committed.keys())];

/** How far each group has come in every partition of its topics; `partitions` is how many each known topic has. */
export const commitsOf = (groups: readonly Group[], partitions: ReadonlyMap<string, number>): Commit[] =>
  groups.flatMap((group) =>
    topicsOf(group).flatMap((topic) =>
      Array.from({ length: partitions.get(topic) ?? 0 }, (_, partition): Commit => {
        const offset = group.committed.get(topic)?.find((at) => at.partition === partition)?.offset ?? -1;
        return { consumer: group.name, topic, partition, committed: offset < 0 ? null : offset };
      }),
    ),
  );
