import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Consumer, MessagesStreamModes, Producer, type Admin, type AdminOptions } from '@platformatic/kafka';
import { Refused } from '../errors.ts';

/** The place of the record, and the consumer that it stops. */
export interface Stopped {
  consumer: string;
  topic: string;
  partition: number;
  offset: bigint;
}

/** A record as it stands in Kafka. */
export interface RawRecord {
  key: Buffer | null;
  value: Buffer | null;
  headers: Map<Buffer, Buffer>;
}

const readMs = 15_000;

type Stream = Awaited<ReturnType<Consumer['consume']>>;

const findIn = async (stream: Stream, { partition, offset }: Stopped): Promise<RawRecord | null> => {
  for await (const { key, value, headers, ...at } of stream) {
    if (at.partition !== partition || at.offset < offset) continue;
    return at.offset === offset ? { key: key ?? null, value: value ?? null, headers } : null;
  }
  return null;
};

/** Reads one record without joining a consumer group. */
export const readRecord = async (connection: AdminOptions, stopped: Stopped): Promise<RawRecord> => {
  const { topic, partition, offset } = stopped;
  const consumer = new Consumer({ ...connection, groupId: `todo-skip-${randomUUID()}` });
  try {
    const stream = await consumer.consume({ topics: [topic], mode: MessagesStreamModes.MANUAL, offsets: [{ topic, partition, offset }], autocommit: false, maxWaitTime: 500 });
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      stream.destroy();
    }, readMs);
    // A stream that is destroyed ends its reading with an error.
    const found = await findIn(stream, stopped)
      .catch((error: unknown) => {
        if (!isLate) throw error;
        return null;
      })
      .finally(() => clearTimeout(late));
    await Promise.resolve(stream.close()).catch(() => undefined);
    if (found === null) throw new Refused(`There is no record at offset ${offset} of ${topic}, partition ${partition}: it was removed, or is not written yet.`);
    return found;
  } finally {
    await consumer.close(true);
  }
};

/** Writes the record to the dead letters unchanged, with its place. */
export const writeLetter = async (connection: AdminOptions, deadLetter: string, { key, value, headers }: RawRecord, { topic, partition, offset }: Stopped): Promise<void> => {
  const producer = new Producer(connection);
  const place = { __topic: topic, __partition: String(partition), __offset: String(offset) };
  const all = new Map([...headers, ...Object.entries(place).map(([name, text]): [Buffer, Buffer] => [Buffer.from(name), Buffer.from(text)])]);
  try {
    await producer.send({ messages: [{ topic: deadLetter, ...(key !== null && { key }), ...(value !== null && { value }), headers: all }] });
  } finally {
    await producer.close();
  }
};

/** The committed offset of each of these groups in a partition; groups without one are left out. */
export const committedAt = async (admin: Admin, groups: readonly string[], topic: string, partition: number): Promise<Map<string, bigint>> => {
  const offsets = await admin.listConsumerGroupOffsets({ groups: [...groups] });
  return new Map(
    offsets.flatMap(({ groupId, topics }) => {
      const at = topics.find(({ name }) => name === topic)?.partitions.find(({ partitionIndex }) => partitionIndex === partition);
      return at === undefined || at.committedOffset < 0n ? [] : [[groupId, at.committedOffset] as const];
    }),
  );
};

const membersOf = async (admin: Admin, group: string): Promise<number> => (await admin.describeGroups({ groups: [group] })).get(group)?.members.size ?? 0;

/**
 * Waits until the group has no members, because Kafka does not move offsets under live
 * ones, then moves it past the record.
 */
export const movePast = async (admin: Admin, { consumer, topic, partition, offset }: Stopped, waiting: { ms: number; say(): void }): Promise<void> => {
  for (const end = Date.now() + waiting.ms; (await membersOf(admin, consumer)) > 0; await sleep(500)) {
    waiting.say();
    if (Date.now() > end) throw new Refused(`${consumer} still has members, and Kafka moves no offsets under them: stop it (kubectl -n todo scale deployment/${consumer} --replicas=0; locally end npm start, with Kafka running on), then skip again.`);
  }
  await admin.alterConsumerGroupOffsets({ groupId: consumer, topics: [{ name: topic, partitionOffsets: [{ partition, offset: offset + 1n }] }] });
};
