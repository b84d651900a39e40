import { randomUUID } from 'node:crypto';
import { Consumer, MessagesStreamModes, stringDeserializers, type AdminOptions } from '@platformatic/kafka';

/** A record of a topic. */
export interface Stored {
  key: string;
  value: string;
  timestamp: Date;
}

/** How long a broker may say nothing while there is more to read. */
const silenceMs = 30_000;
/** Records that are worked on together. */
const batch = 1_000;

const latest = -1n;

/** The offset of the first record of each partition at an instant or after it; the end where there is none. */
export const offsetsAt = async (consumer: Pick<Consumer<string, string, string, string>, 'listOffsets'>, topic: string, at: Date): Promise<{ from: bigint[]; ends: bigint[] }> => {
  const [found, ends] = await Promise.all([BigInt(at.getTime()), latest].map((timestamp) => consumer.listOffsets({ topics: [topic], timestamp })));
  const all = ends!.get(topic) ?? [];
  return { ends: all, from: all.map((end, partition) => {
    const offset = found!.get(topic)![partition]!;
    return offset < 0n ? end : offset;
  }) };
};

interface Reading {
  topic: string;
  /** The next offset of each partition; moved on. */
  next: bigint[];
  ends: readonly bigint[];
}

const isRead = ({ next, ends }: Reading): boolean => next.every((offset, partition) => offset >= ends[partition]!);

const openStream = (consumer: Consumer<string, string, string, string>, { topic, next }: Reading) =>
  consumer.consume({ topics: [topic], mode: MessagesStreamModes.MANUAL, offsets: next.map((offset, partition) => ({ topic, partition, offset })), autocommit: false, maxWaitTime: 200 });

async function* batchesOf(stream: Awaited<ReturnType<typeof openStream>>, reading: Reading): AsyncGenerator<Stored[]> {
  const { topic, next, ends } = reading;
  const silence = setTimeout(() => void stream.destroy(new Error(`nothing more comes of ${topic}, though its end is not reached: see that all brokers are up, then run this again`)), silenceMs);
  const records: Stored[] = [];
  try {
    for await (const { key, value, timestamp, partition, offset } of stream) {
      if (offset < ends[partition]!) records.push({ key, value, timestamp: new Date(Number(timestamp)) });
      next[partition] = offset + 1n;
      const isLast = isRead(reading);
      if (isLast || records.length === batch) yield records.splice(0);
      if (isLast) return;
      silence.refresh();
    }
  } finally {
    clearTimeout(silence);
    await Promise.resolve(stream.close()).catch(() => undefined);
  }
}

/** Reads a topic from an instant on to where its end is now, in batches; each partition in its order. */
export async function* readRange(connection: AdminOptions, topic: string, since: Date): AsyncGenerator<Stored[]> {
  const consumer = new Consumer({ groupId: `todo-restored-${randomUUID()}`, ...connection, deserializers: stringDeserializers });
  try {
    const { from, ends } = await offsetsAt(consumer, topic, since);
    const reading = { topic, next: from, ends };
    if (!isRead(reading)) yield* batchesOf(await openStream(consumer, reading), reading);
  } finally {
    await consumer.close(true);
  }
}
