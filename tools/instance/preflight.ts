import { readConnection } from '#platform/kafka/connection';
import type { Log } from '../runtime/step.ts';
import { applyTopics } from '../topics/topics.ts';
import type { Adopted } from './adopted.ts';
import { serverPorts } from './backing.ts';
import { isKafka } from './broker.ts';
import { isMailInbox, mailPorts } from './mail.ts';
import { requireFree } from './ports.ts';
import type { App, InstanceOptions, RunFile } from './types.ts';

/**
 * Only a server at the documented address counts as already running, and only for the
 * instance that uses it.
 */
export const findAdopted = async ({ portOffset, databaseUrl, kafkaBrokers, log = () => undefined }: InstanceOptions): Promise<Adopted> => {
  const address = `localhost:${serverPorts.kafka}`;
  const brokers = kafkaBrokers ?? (portOffset === 0 && (await isKafka(address)) ? address : undefined);
  if (brokers === address) log(`Using the Kafka broker that already runs on ${brokers}; missing topics are created there`);
  if (databaseUrl !== undefined) log('Using the PostgreSQL of DATABASE_URL');
  const mail = portOffset === 0 && (await isMailInbox(mailPorts.page));
  return { brokers, databaseUrl, mail };
};

/** The ports of an app and its sidecar, each with whose it is. */
export const appPorts = ({ appID, appPort, daprHTTPPort, daprGRPCPort, metricsPort, daprInternalGRPCPort }: App): [number, string][] =>
  [
    [appPort, appID] as const,
    ...[daprHTTPPort, daprGRPCPort, metricsPort, daprInternalGRPCPort].map((port) => [port, `the sidecar of ${appID}`] as const),
  ].flatMap(([port, owner]) => (port === undefined ? [] : [[port, owner] as [number, string]]));

/** Rejects with a sentence when a port that an instance needs is taken. */
export const requirePorts = ({ apps }: RunFile, portOffset: number, adopted: Adopted): Promise<void> =>
  requireFree(
    new Map([
      ...(adopted.databaseUrl === undefined ? [[serverPorts.postgres + portOffset, 'PostgreSQL'] as const] : []),
      ...(adopted.brokers === undefined ? [[serverPorts.kafka + portOffset, 'Kafka'] as const, [serverPorts.kafkaController + portOffset, 'Kafka'] as const] : []),
      ...(adopted.mail ? [] : [mailPorts.smtp, mailPorts.page].map((port) => [port + portOffset, 'the mail inbox'] as const)),
      ...apps.flatMap(appPorts),
    ]),
  );

/** Creates the topics of the catalogue, and reports differences. */
export const provideTopics = async (brokers: string, log: Log): Promise<void> => {
  const { mended, left } = await applyTopics(readConnection({ KAFKA_BOOTSTRAP_SERVERS: brokers }, 'todo-topics'), 1);
  if (mended.length > 0) log(`Topics: ${mended.length} created or corrected`);
  for (const drift of left) log(`Topic ${drift.kind === 'missing' ? drift.topic.name : drift.topic} differs from contracts/topics.ts: npm run topics -- check`);
};
