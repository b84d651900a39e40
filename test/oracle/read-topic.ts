import { randomUUID } from 'node:crypto';
import { Consumer, MessagesStreamModes, stringDeserializers, type AdminOptions } from '@platformatic/kafka';

/** How to reach the brokers. */
export type Connection = Pick<AdminOptions, 'clientId' | 'bootstrapBrokers' | 'sasl' | 'tls' | 'tlsServerName'>;

interface Position {
  next: bigint;
  end: bigint;
}

const earliest = -2n;
const latest = -1n;

/**
 * Reads a topic from its beginning to its present end, and keeps what `pick` makes of each
 * record; null is left out.
 */
export const readToEnd = async <T>(connection: Connection, topic: string, pick: (value: string, key: string | undefined, partition: number) => T | null): Promise<T[]> => {
  const consumer = new Consumer({ groupId: `oracle-${randomUUID()}`, ...connection, deserializers: stringDeserializers });
  try {
    const [begins, ends] = await Promise.all([earliest, latest].map((timestamp) => consumer.listOffsets({ topics: [topic], timestamp })));
    const positions = (ends!.get(topic) ?? []).map((end, partition): Position => ({ next: begins!.get(topic)![partition]!, end }));
    const isRead = (): boolean => positions.every(({ next, end }) => next >= end);
    const picked: T[] = [];
    if (isRead()) return picked;
    const stream = await consumer.consume({ topics: [topic], mode: MessagesStreamModes.EARLIEST, autocommit: false, maxWaitTime: 200 });
    for await (const { key, value, partition, offset } of stream) {
      const position = positions[partition]!;
      const kept = offset < position.end ? pick(value, key, partition) : null;
      if (kept !== null) picked.push(kept);
      position.next = offset + 1n;
      if (isRead()) break;
    }
    await Promise.resolve(stream.close()).catch(() => undefined);
    return picked;
  } finally {
    await consumer.close(true);
  }
};
