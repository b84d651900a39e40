import { ProduceAcks, Producer, stringSerializers } from '@platformatic/kafka';
import { taskUpdates, pubsubName } from '#contracts/topics';
import { daprBulkPublish, type Outgoing } from '#platform/dapr/bulk-publish';
import { createDaprClient } from '#platform/dapr/client';
import { auditEvent, outgoing, someUsers } from '../alone/events.ts';
import { partsOf, type Bench } from '../bench.ts';
import { rateOf, type Rate } from './rate.ts';

const batch = 200;
const atOnce = 8;
const topic = taskUpdates.name;

/** Three ways to the same topic. */
export interface Publishing {
  /** As the relay does it: batches over the sidecar's HTTP interface. */
  relay_through_sidecar: Rate;
  /** The same batches with a Kafka client, without Dapr. */
  kafka_client: Rate;
  /** One event a call through the sidecar, a few calls at once. */
  sdk_through_sidecar: Rate;
}

const batches = (events: readonly Outgoing[]): Outgoing[][] => Array.from({ length: events.length / batch }, (_, i) => events.slice(i * batch, (i + 1) * batch));

const inBatches = (events: readonly Outgoing[], send: (batch: Outgoing[]) => Promise<unknown>) => async (): Promise<void> => {
  for (const part of batches(events)) await send(part);
};

const oneByOne = (events: readonly Outgoing[], send: (event: Outgoing) => Promise<unknown>) => async (): Promise<void> => {
  const left = [...events];
  const sender = async (): Promise<void> => {
    for (let event = left.pop(); event !== undefined; event = left.pop()) await send(event);
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
};

/** Publishes the same kind of events each way, to a topic that nobody reads. */
export const comparePublishing = async (bench: Bench, count = 20_000): Promise<Publishing> => {
  const { instance } = bench;
  const port = Number(new URL(instance.sidecarUrls['chat-api']!).port);
  const users = someUsers(batch);
  const make = (many: number): Outgoing[] => Array.from({ length: many }, (_, i) => outgoing(auditEvent(users[i % users.length]!)));
  const pids = new Map([...partsOf(bench)].filter(([part]) => ['chat-api.dapr', 'kafka'].includes(part)));
  const bulk = daprBulkPublish(port, instance.tokens.dapr);
  const publish = async (events: Outgoing[]): Promise<void> => {
    const { failed } = await bulk(topic, events);
    if (failed.size > 0) throw new Error([...failed.values()][0]);
  };
  const relay_through_sidecar = await rateOf(count, pids, inBatches(make(count), publish));
  const producer = new Producer({ clientId: 'bench', bootstrapBrokers: instance.kafkaBrokers.split(','), serializers: stringSerializers });
  const kafka_client = await rateOf(count, pids, inBatches(make(count), (events) => producer.send({ acks: ProduceAcks.ALL, messages: events.map(({ key, event }) => ({ topic, key, value: event })) })));
  await producer.close();
  const sdk = createDaprClient(port, instance.tokens.dapr);
  const single = count / 10;
  const sdk_through_sidecar = await rateOf(single, pids, oneByOne(make(single), async ({ key, event }) => {
    const { error } = await sdk.pubsub.publish(pubsubName, topic, JSON.parse(event) as object, { contentType: 'application/cloudevents+json', metadata: { partitionKey: key } });
    if (error !== undefined) throw error;
  }));
  return { relay_through_sidecar, kafka_client, sdk_through_sidecar };
};
