import { z } from 'zod';
import type { EventDefinition } from '#contracts/define-event';
import { pubsubName, topics, type Topic } from '#contracts/topics';
import { inOrder, type EventFacts, type Facts } from './facts.ts';

/** The newest version of AsyncAPI's bindings for Kafka. */
const bindingVersion = '0.5.0';

const ref = (...path: string[]): { $ref: string } => ({ $ref: `#/${path.join('/')}` });

/**
 * The topic whose events a topic carries: for a dead-letter topic, the one that they were
 * meant for.
 */
const originOf = ({ name }: Topic): string => topics.find(({ deadLetter }) => deadLetter === name)?.name ?? name;

const typesOn = (topic: Topic): string[] => inOrder.filter((event) => event.topic.name === originOf(topic)).map(({ type }) => type);

const channelOf = (topic: Topic) => ({
  address: topic.name,
  description: topic.purpose,
  messages: Object.fromEntries(typesOn(topic).map((type) => [type, ref('components', 'messages', type)])),
  bindings: {
    kafka: {
      topic: topic.name,
      partitions: topic.partitions,
      topicConfiguration: { 'cleanup.policy': ['delete'], 'retention.ms': topic.retentionMs, 'max.message.bytes': topic.maxBytes },
      bindingVersion,
    },
  },
  ...(topic.deadLetter !== null && { 'x-dead-letter-topic': topic.deadLetter }),
});

const messageOf = (event: EventDefinition, { summary, since, example }: EventFacts) => ({
  name: event.type,
  title: event.type,
  summary,
  contentType: 'application/cloudevents+json',
  correlationId: { location: '$message.payload#/correlationid', description: 'one request or chat message and all that follows from it' },
  payload: z.toJSONSchema(event.schema, { io: 'input', target: 'draft-7' }),
  bindings: { kafka: { key: { type: 'string', description: 'the user id; order holds within it' }, bindingVersion } },
  examples: [{ name: event.type, summary, payload: example }],
  'x-since': since,
});

/**
 * What a service itself publishes to a topic or handles from it; if the events are others',
 * as in a replay, all of them.
 */
const ownOr = (all: readonly string[], known: Facts['events'], is: (facts: EventFacts) => boolean): string[] => {
  const own = all.filter((type) => is(known[type]!));
  return own.length === 0 ? [...all] : own;
};

interface Operation {
  id: string;
  action: 'send' | 'receive';
  topic: Topic;
  types: readonly string[];
}

const operationOf = ({ id, action, topic, types }: Operation, by?: string) => ({
  action,
  channel: ref('channels', topic.name),
  tags: [{ name: id }],
  messages: types.map((type) => ref('channels', topic.name, 'messages', type)),
  ...(by === 'one replica' && { bindings: { kafka: { groupId: { type: 'string', enum: [id] }, bindingVersion } } }),
  ...(by !== undefined && { 'x-consumed-by': by }),
});

const named = (name: string): Topic => topics.find((topic) => topic.name === name)!;

const operationsOf = (known: Facts['events'], [id, { publishes, consumes }]: [string, Facts['services'][string]]): [string, object][] => [
  ...publishes.map((name): [string, object] => {
    const topic = named(name);
    // Events that could not be handled become dead letters.
    const isDead = originOf(topic) !== name;
    const types = ownOr(typesOn(topic), known, ({ publishers, consumers }) => (isDead ? consumers : publishers).includes(id));
    return [`${id}.send.${name}`, operationOf({ id, action: 'send', topic, types })];
  }),
  ...consumes.map(({ topic: name, by }): [string, object] => {
    const topic = named(name);
    const types = ownOr(typesOn(topic), known, ({ consumers }) => consumers.includes(id));
    return [`${id}.receive.${name}`, operationOf({ id, action: 'receive', topic, types }, by)];
  }),
];

/**
 * The AsyncAPI document of the whole system: topics, what each service sends and receives,
 * and every event with an example.
 */
export const asyncApi = ({ events: known, services }: Facts) => ({
  asyncapi: '3.1.0',
  info: {
    title: 'Todo chatbot: events',
    version: 'v1',
    description: `Services talk by CloudEvents 1.0 in structured JSON, each through its own Dapr sidecar (component ${pubsubName}). A compatible change keeps an event's type; a breaking one is a new type that ends in .v2, published beside the old one for a while.`,
  },
  defaultContentType: 'application/cloudevents+json',
  servers: { kafka: { host: 'localhost:9092', protocol: 'kafka', description: 'Kafka on this machine; elsewhere KAFKA_BOOTSTRAP_SERVERS names it.' } },
  channels: Object.fromEntries(topics.map((topic) => [topic.name, channelOf(topic)])),
  operations: Object.fromEntries(Object.entries(services).flatMap((service) => operationsOf(known, service))),
  components: { messages: Object.fromEntries(inOrder.map((event) => [event.type, messageOf(event, known[event.type]!)])) },
});
