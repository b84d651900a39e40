import { randomUUID } from 'node:crypto';
import { Consumer, MessagesStreamModes, stringDeserializers, type AdminOptions } from '@platformatic/kafka';

/** The offset at which each partition begins, or ends, by partition. */
export interface Bounds {
  begins: bigint[];
  ends: bigint[];
}

const earliest = -2n;
const latest = -1n;

const open = (connection: AdminOptions) => new Consumer({ ...connection, groupId: `todo-event-${randomUUID()}`, deserializers: stringDeserializers });

/** Where a topic begins and ends now. */
export const boundsOf = async (connection: AdminOptions, topic: string): Promise<Bounds> => {
  const consumer = open(connection);
  try {
    const [begins, ends] = await Promise.all([earliest, latest].map((timestamp) => consumer.listOffsets({ topics: [topic], timestamp })));
    return { begins: begins!.get(topic) ?? [], ends: ends!.get(topic) ?? [] };
  } finally {
    await consumer.close(true);
  }
};

/** A record as text, and where it stands. */
export interface Read {
  value: string;
  partition: number;
  offset: bigint;
}

/**
 * Reads a topic from an offset in each partition until `take` says that it is enough, or
 * nothing has come for `quietMs`; joins no group.
 */
export const readFrom = async (connection: AdminOptions, from: { topic: string; offsets: readonly bigint[]; quietMs: number }, take: (record: Read) => boolean): Promise<void> => {
  const { topic, offsets, quietMs } = from;
  const consumer = open(connection);
  try {
    const stream = await consumer.consume({ topics: [topic], mode: MessagesStreamModes.MANUAL, offsets: offsets.map((offset, partition) => ({ topic, partition, offset })), autocommit: false, maxWaitTime: 200 });
    await new Promise<void>((resolve, reject) => {
      const quiet = setTimeout(resolve, quietMs);
      const end = (): void => {
        clearTimeout(quiet);
        resolve();
      };
      stream.on('error', reject);
      stream.on('data', ({ value, partition, offset }) => {
        quiet.refresh();
        if (take({ value, partition, offset })) end();
      });
    });
    await Promise.resolve(stream.close()).catch(() => undefined);
  } finally {
    await consumer.close(true);
  }
};
