import { Admin, ListOffsetTimestamps, type AdminOptions } from '@platformatic/kafka';
import { topics as catalogue } from '#contracts/topics';
import type { Commit, PartitionLog } from '../domain/lag.ts';
import { commitsOf, rebalancing, type Group } from '../domain/lag-groups.ts';

/** What the broker knows about the logs and the progress of their consumers. */
export interface BrokerState {
  logs: PartitionLog[];
  commits: Commit[];
  /** The present members of each group. */
  members: ReadonlyMap<string, readonly string[]>;
  /** The groups that are rebalancing. */
  rebalancing: string[];
}

/** The broker, asked as an administrator; rejects when it does not answer within seconds. */
export interface Broker {
  /** The names of all consumer groups. */
  groups(): Promise<string[]>;
  read(groups: readonly string[]): Promise<BrokerState>;
  close(): Promise<void>;
}

const known = new Set(catalogue.map(({ name }) => name));

const partitionsOf = async (admin: Admin): Promise<Map<string, number>> => {
  const topics = (await admin.listTopics()).filter((name) => known.has(name));
  if (topics.length === 0) return new Map();
  const metadata = await admin.metadata({ topics });
  return new Map([...metadata.topics].map(([name, { partitions }]) => [name, partitions.length]));
};

const offsetsAt = async (admin: Admin, partitions: ReadonlyMap<string, number>, timestamp: bigint): Promise<{ topic: string; partition: number; offset: number }[]> => {
  const topics = [...partitions].map(([name, count]) => ({ name, partitions: Array.from({ length: count }, (_, partitionIndex) => ({ partitionIndex, timestamp })) }));
  const listed = await admin.listOffsets({ topics });
  return listed.flatMap(({ name, partitions }) => partitions.map(({ partitionIndex, offset }) => ({ topic: name, partition: partitionIndex, offset: Number(offset) })));
};

const logsOf = async (admin: Admin, partitions: ReadonlyMap<string, number>): Promise<PartitionLog[]> => {
  if (partitions.size === 0) return [];
  const starts = await offsetsAt(admin, partitions, ListOffsetTimestamps.EARLIEST);
  const ends = await offsetsAt(admin, partitions, ListOffsetTimestamps.LATEST);
  const endOf = new Map(ends.map(({ topic, partition, offset }) => [`${topic}/${partition}`, offset]));
  return starts.map(({ topic, partition, offset }) => ({ topic, partition, start: offset, end: endOf.get(`${topic}/${partition}`) ?? offset }));
};

const describe = async (admin: Admin, names: readonly string[]): Promise<Group[]> => {
  if (names.length === 0) return [];
  const described = await admin.describeGroups({ groups: [...names] });
  const offsets = await admin.listConsumerGroupOffsets({ groups: [...names] });
  return offsets.map(({ groupId, topics }) => {
    const members = [...(described.get(groupId)?.members.values() ?? [])];
    const committed = new Map(topics.map(({ name, partitions }) => [name, partitions.map((at) => ({ partition: at.partitionIndex, offset: Number(at.committedOffset) }))]));
    const subscribed = members.flatMap(({ metadata }) => metadata?.topics ?? []);
    return { name: groupId, subscribed: subscribed.length === 0 ? null : subscribed, members: members.map(({ id }) => id), committed };
  });
};

/**
 * Opens an admin client. It retries only once, because the next round makes up for a failed
 * one.
 */
export const openBroker = (connection: AdminOptions): Broker => {
  const connect = (): Admin => new Admin({ ...connection, timeout: 5_000, connectTimeout: 3_000, retries: 1, retryDelay: 250 });
  let admin = connect();
  const attempt = async <T>(work: (admin: Admin) => Promise<T>): Promise<T> => {
    try {
      return await work(admin);
    } catch (error) {
      // Its view of the cluster may be stale: a broker that moved, a leader that changed.
      // Closing is not awaited: a broker that hangs would hold it up.
      void admin.close().catch(() => undefined);
      admin = connect();
      throw error;
    }
  };
  return {
    groups: () => attempt(async (admin) => [...(await admin.listGroups()).keys()]),
    read: (names) =>
      attempt(async (admin) => {
        const partitions = await partitionsOf(admin);
        const groups = await describe(admin, names);
        const members = new Map(groups.map((group) => [group.name, group.members]));
        return { commits: commitsOf(groups, partitions), members, rebalancing: rebalancing(groups), logs: await logsOf(admin, partitions) };
      }),
    close: () => admin.close(),
  };
};
