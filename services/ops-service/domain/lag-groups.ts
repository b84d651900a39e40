import type { Commit } from './lag.ts';

/** A consumer group as the broker shows it. */
export interface Group {
  name: string;
  /** The topics that its present members subscribe to; null where it has no members. */
  subscribed: readonly string[] | null;
  /** What it has committed, by topic: partition and offset; -1 where it has not. */
  committed: ReadonlyMap<string, readonly { partition: number; offset: number }[]>;
}

const ownGroup = /-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a group shares work; one that is made anew at each start, as for live updates, is never behind anyone. */
export const isShared = (name: string): boolean => !ownGroup.test(name);

/** A group without members, such as that of a stopped service, still has its topics; a topic that its members have left is theirs no more. */
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
