import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Admin } from '@platformatic/kafka';
import { kafkaArguments } from '../runtime/kafka.ts';
import { runCommand } from '../runtime/run-command.ts';
import { isAlive } from './processes.ts';
import { partError, spawnPart } from './spawn-part.ts';
import type { Part } from './supervisor.ts';
import { waitUntil } from './wait-until.ts';

const longestAnswerMs = 3_000;

/**
 * Whether a Kafka broker answers there in the Kafka protocol within 3 s; any other listener
 * does not count.
 */
export const isKafka = async (address: string): Promise<boolean> => {
  const admin = new Admin({ clientId: 'todo-tools', bootstrapBrokers: [address], retries: false, timeout: 2_000, connectTimeout: 2_000 });
  const asked = admin.metadata({}).then(({ brokers }) => brokers.size > 0, () => false);
  // The client would wait much longer for a listener that accepts the connection and says nothing.
  const answer = await Promise.race([asked, sleep(longestAnswerMs, false, { ref: false })]);
  void admin.close().catch(() => undefined);
  return answer;
};

const clusterId = 'dG9kby1sb2NhbC1rYWZrYQ';

const properties = (port: number, controllerPort: number, data: string): string =>
  [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@localhost:${controllerPort}`,
    `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    `advertised.listeners=PLAINTEXT://localhost:${port}`,
    'controller.listener.names=CONTROLLER',
    'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    `log.dirs=${data}`,
    // A missing topic must stay visible; contracts/topics.ts lists all of them.
    'auto.create.topics.enable=false',
    'offsets.topic.replication.factor=1',
    'offsets.topic.num.partitions=4',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'group.initial.rebalance.delay.ms=0',
    // A killed broker can rejoin only when its old session has ended; by default the next
    // start would wait 9 s.
    'broker.session.timeout.ms=4000',
    'broker.heartbeat.interval.ms=500',
    // Eight and three threads would wake up three times a second each, and the controller twice
    // to write that nothing has happened.
    'num.io.threads=2',
    'num.network.threads=1',
    'metadata.max.idle.interval.ms=0',
    'log.segment.bytes=104857600',
    '',
  ].join('\n');

const heap = { least: 128, most: 512 };

/** A broker of ours; `dir` is the instance's folder. */
export interface BrokerOptions {
  dir: string;
  port: number;
  controllerPort: number;
  logFile: string;
  fresh: boolean;
}

/**
 * Apache Kafka, broker and controller in one process, as a supervised part; it counts as
 * started when it answers.
 */
export const createBroker = async ({ dir, port, controllerPort, logFile, fresh }: BrokerOptions): Promise<{ part: Part; brokers: string }> => {
  const data = join(dir, 'kafka');
  const config = join(dir, 'kafka.properties');
  const brokers = `localhost:${port}`;
  if (fresh) rmSync(data, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  writeFileSync(config, properties(port, controllerPort, data));
  if (!existsSync(join(data, 'meta.properties'))) {
    const { ok, output } = await runCommand('java', kafkaArguments(heap, 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', config));
    if (!ok) throw new Error(`Kafka cannot make its data folder ${data}:\n${output.trim().slice(-1000)}`);
  }
  const start = (): Promise<number> => spawnPart({ name: 'kafka', command: 'java', args: kafkaArguments(heap, 'kafka.Kafka', config), cwd: dir, logFile });
  const ready = async (pid: number): Promise<void> => {
    if (!(await waitUntil(() => isKafka(brokers), 60_000, () => !isAlive(pid)))) throw partError('Kafka does not start.', logFile);
  };
  return { part: { name: 'kafka', logFile, start, ready }, brokers };
};
