import type { ConsumerLag as ShownLag } from '#contracts/http/ops/lag';

/** One partition as the broker shows it: its first offset, and the offset of its next event. */
export interface PartitionLog {
  topic: string;
  partition: number;
  start: number;
  end: number;
}

/**
 * How far a consumer has come in a partition; `committed` is null where it has not
 * committed anything.
 */
export interface Commit {
  consumer: string;
  topic: string;
  partition: number;
  committed: number | null;
}

/** How much of a topic a consumer has yet to handle, and yet to commit. */
export type ConsumerLag = Pick<ShownLag, 'consumer' | 'topic' | 'lag' | 'committed_lag' | 'partitions'>;

type PartitionLag = ConsumerLag['partitions'][number];

/** A partition as a key. */
export const placeOf = ({ topic, partition }: { topic: string; partition: number }): string => `${topic}/${partition}`;

/** A consumer's partition as a key. */
export const positionOf = (at: { consumer: string; topic: string; partition: number }): string => `${at.consumer} ${placeOf(at)}`;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/**
 * A consumer that never committed begins at the oldest event, and so does one that was away
 * too long. Commits are read before the log, so a commit past its end is from before the
 * topic was recreated.
 */
const inPartition = (log: PartitionLog, commit: Commit, told: number): PartitionLag => {
  const committed = (commit.committed ?? 0) > log.end ? log.start : Math.max(commit.committed ?? 0, log.start);
  const handled = Math.min(Math.max(committed, told), log.end);
  return {
    partition: log.partition,
    end: log.end,
    committed: commit.committed,
    handled,
    lag: log.end - handled,
    committed_lag: Math.max(0, log.end - committed),
  };
};

const bySubject = (commits: readonly Commit[]): Commit[][] => {
  const groups = new Map<string, Commit[]>();
  for (const commit of commits) {
    const key = `${commit.consumer} ${commit.topic}`;
    groups.set(key, [...(groups.get(key) ?? []), commit]);
  }
  return [...groups.keys()].sort().map((key) => groups.get(key)!);
};

/** The lag of every consumer; `handled` is what the consumers reported, by {@link positionOf}. */
export const lagOf = (logs: readonly PartitionLog[], commits: readonly Commit[], handled: ReadonlyMap<string, number>): ConsumerLag[] => {
  const logAt = new Map(logs.map((log) => [placeOf(log), log]));
  return bySubject(commits.filter((commit) => logAt.has(placeOf(commit)))).map((group) => {
    const partitions = group
      .map((commit) => inPartition(logAt.get(placeOf(commit))!, commit, handled.get(positionOf(commit)) ?? 0))
      .sort((a, b) => a.partition - b.partition);
    const { consumer, topic } = group[0]!;
    return { consumer, topic, lag: sum(partitions.map(({ lag }) => lag)), committed_lag: sum(partitions.map((at) => at.committed_lag)), partitions };
  });
};
