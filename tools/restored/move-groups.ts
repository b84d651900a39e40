import { Consumer, type Admin, type AdminOptions } from '@platformatic/kafka';
import type { Group } from './groups.ts';
import { offsetsAt } from './read-range.ts';

type TopicOffsets = { name: string; partitionOffsets: { partition: number; offset: bigint }[] };

/** The groups that somebody is in. */
export const livingGroups = async (admin: Admin, groups: readonly Group[]): Promise<string[]> => {
  const described = await admin.describeGroups({ groups: groups.map(({ id }) => id) });
  return groups.map(({ id }) => id).filter((id) => (described.get(id)?.members.size ?? 0) > 0);
};

/** Puts groups at the end of what tells of tasks, and back to `since` in what keeps a record of what happened. */
export const moveGroups = async (admin: Admin, connection: AdminOptions, groups: readonly Group[], since: Date): Promise<void> => {
  const reader = new Consumer({ ...connection, groupId: 'todo-restored' });
  const placesIn = async (topic: string, at: Date): Promise<TopicOffsets> => {
    const { from } = await offsetsAt(reader, topic, at);
    return { name: topic, partitionOffsets: from.map((offset, partition) => ({ partition, offset })) };
  };
  // No record is of later than now: what is asked for is the end.
  const end = new Date(Date.now() + 24 * 3_600_000);
  try {
    for (const { id, state, history } of groups) {
      const topics = await Promise.all([...state.map((topic) => placesIn(topic, end)), ...history.map((topic) => placesIn(topic, since))]);
      await admin.alterConsumerGroupOffsets({ groupId: id, topics });
    }
  } finally {
    await reader.close(true);
  }
};
