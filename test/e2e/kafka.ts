import { randomUUID } from 'node:crypto';
import {
  Admin, ConfigResourceTypes, Consumer, IncrementalAlterConfigOperationTypes, MessagesStreamModes, Producer, stringDeserializers, stringSerializers,
  type AdminOptions,
} from '@platformatic/kafka';

/** A message as stored in the topic. */
export interface TopicMessage {
  key: string | undefined;
  value: string;
  partition: number;
  offset: bigint;
  headers: Map<string, string>;
}

type Login = Pick<AdminOptions, 'sasl' | 'tls' | 'tlsServerName'>;

let login: Login = {};

/** How the clients below log in to a broker that requires it. */
export const logIn = (as: Login): void => {
  login = as;
};

/** How to reach brokers, with the current login. */
export const connectionOf = (brokers: string) => ({ clientId: 'test', bootstrapBrokers: brokers.split(','), ...login });

/**
 * Reads a topic from its beginning until `done` has seen enough; rejects after `timeoutMs`
 * with what was seen.
 */
export const readTopic = async (
  brokers: string,
  topic: string,
  done: (messages: readonly TopicMessage[]) => boolean,
  timeoutMs = 30_000,
): Promise<TopicMessage[]> => {
  const consumer = new Consumer({
    groupId: `test-${randomUUID()}`,
    ...connectionOf(brokers),
    deserializers: stringDeserializers,
  });
  const messages: TopicMessage[] = [];
  const stream = await consumer.consume({ topics: [topic], mode: MessagesStreamModes.EARLIEST, autocommit: false, maxWaitTime: 200 });
  const timer = setTimeout(() => void stream.destroy(new Error(`not seen in ${topic} within ${timeoutMs} ms; ${messages.length} messages read`)), timeoutMs);
  try {
    for await (const { key, value, partition, offset, headers } of stream) {
      messages.push({ key, value, partition, offset, headers });
      if (done(messages)) return messages;
    }
    return messages;
  } finally {
    clearTimeout(timer);
    await Promise.resolve(stream.close()).catch(() => undefined);
    await consumer.close(true);
  }
};

/** A message to write; without a value it is a tombstone. */
export interface RawRecord {
  key: string;
  value?: string | undefined;
  headers?: Record<string, string>;
}

/**
 * Writes messages straight to a topic, bypassing Dapr; returns the place of each, as
 * `partition/offset`.
 */
export const writeRecords = async (brokers: string, topic: string, records: readonly RawRecord[]): Promise<string[]> => {
  const producer = new Producer({ ...connectionOf(brokers), serializers: stringSerializers });
  const places: string[] = [];
  for (const { value, ...record } of records) {
    const { offsets } = await producer.send({ messages: [{ topic, ...record, ...(value === undefined ? {} : { value }) }] });
    places.push(...(offsets ?? []).map(({ partition, offset }) => `${partition}/${offset}`));
  }
  await producer.close();
  return places;
};

const together = 100;

/** {@link writeRecords} for very many messages, whose places do not matter. */
export const writeMany = async (brokers: string, topic: string, records: readonly { key: string; value: string; partition?: number }[]): Promise<void> => {
  const producer = new Producer({ ...connectionOf(brokers), serializers: stringSerializers });
  for (let first = 0; first < records.length; first += together) {
    await producer.send({ messages: records.slice(first, first + together).map((record) => ({ topic, ...record })) });
  }
  await producer.close();
};

/** Writes bytes straight to a topic, bypassing Dapr. */
export const writeRaw = async (brokers: string, topic: string, key: string, value: string | undefined): Promise<void> => {
  await writeRecords(brokers, topic, [{ key, value }]);
};

/** How many messages a topic has got so far. */
export const countMessages = async (brokers: string, topic: string): Promise<number> => {
  const consumer = new Consumer({ groupId: `test-${randomUUID()}`, ...connectionOf(brokers) });
  const offsets = await consumer.listOffsets({ topics: [topic] });
  await consumer.close(true);
  return [...(offsets.get(topic) ?? [])].reduce((sum, offset) => sum + Number(offset), 0);
};

/** Changes a setting of a topic. */
export const setTopicConfig = async (brokers: string, topic: string, name: string, value: string): Promise<void> => {
  const admin = new Admin(connectionOf(brokers));
  const change = { name, value, configOperation: IncrementalAlterConfigOperationTypes.SET };
  await admin.incrementalAlterConfigs({ resources: [{ resourceType: ConfigResourceTypes.TOPIC, resourceName: topic, configs: [change] }] });
  await admin.close();
};
