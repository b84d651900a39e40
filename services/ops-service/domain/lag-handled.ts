import { placeOf, positionOf, type Commit, type PartitionLog } from './lag.ts';

/** What one replica of a consumer reported: the offset after the last event that it handled. */
export interface Told {
  consumer: string;
  topic: string;
  partition: number;
  offset: number;
}

type Offsets = ReadonlyMap<string, number>;

/** What is known about the partitions. */
export interface Known {
  /** The furthest offset, by consumer and partition. */
  handled: Offsets;
  /** The log ends and the commits at that time. */
  ends: Offsets;
  committed: Offsets;
  /** The group was moved back: reports of these offsets and later ones are not believed. */
  doubted: Offsets;
}

/** Nothing yet. */
export const nothingKnown: Known = { handled: new Map(), ends: new Map(), committed: new Map(), doubted: new Map() };

const committedBy = (commits: readonly Commit[]): Map<string, number> =>
  new Map(commits.flatMap((commit) => (commit.committed === null ? [] : [[positionOf(commit), commit.committed] as const])));

/**
 * A group whose committed offset went down was moved back. Replicas that had come further
 * keep reporting so, until the group gets there again.
 */
const doubt = ({ handled, committed: before, doubted }: Known, committed: Offsets): Map<string, number> => {
  const next = new Map([...doubted].filter(([position, from]) => (committed.get(position) ?? 0) < from));
  for (const [position, offset] of committed) {
    const was = before.get(position);
    if (was !== undefined && offset < was) next.set(position, Math.max(was, handled.get(position) ?? 0));
  }
  return next;
};

/**
 * Adds what the consumers reported just before the broker was read. Replicas answer in
 * turn and offsets only grow, so the furthest counts. A log that ends earlier than before
 * means that its topic was recreated; an offset past its new end is from before that.
 */
export const learn = (known: Known, told: readonly Told[], { logs, commits }: { logs: readonly PartitionLog[]; commits: readonly Commit[] }): Known => {
  const ends = new Map(logs.map((log) => [placeOf(log), log.end]));
  const committed = committedBy(commits);
  const doubted = doubt(known, committed);
  const isAnew = (place: string): boolean => (ends.get(place) ?? -1) < (known.ends.get(place) ?? 0);
  const isBelieved = (position: string, offset: number): boolean => offset < (doubted.get(position) ?? Infinity);
  const handled = new Map([...known.handled].filter(([position, offset]) => !isAnew(position.slice(position.indexOf(' ') + 1)) && isBelieved(position, offset)));
  for (const one of told) {
    const position = positionOf(one);
    if (one.offset <= (ends.get(placeOf(one)) ?? -1) && isBelieved(position, one.offset)) handled.set(position, Math.max(one.offset, handled.get(position) ?? 0));
  }
  return { handled, ends, committed, doubted };
};
