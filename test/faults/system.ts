import { join } from 'node:path';
import { readConnection } from '#platform/kafka/connection';
import { isKafka } from '../../tools/instance/broker.ts';
import { runtimeDir } from '../../tools/runtime/paths.ts';
import { applyTopics } from '../../tools/topics/topics.ts';
import { allowProbe } from '../e2e/probe.ts';
import { startSystem, stopSystem } from '../e2e/system.ts';
import { startCluster, type Cluster } from '../harness/cluster/cluster.ts';
import { bootstrapOf, nodeIds } from '../harness/cluster/properties.ts';
import { createFalseClock, type FalseClock } from '../harness/faketime.ts';
import { ensureToxiproxy, startToxiproxy, type Toxiproxy } from '../harness/toxiproxy.ts';

const name = 'faults-kafka';
const portOffset = 25_000;
/**
 * Tests and brokers connect to `clients`; sidecars connect to `fronts`, from where
 * toxiproxy forwards to `proxied`.
 */
const ports = { clients: 29_591, controllers: 29_691, proxied: 29_791, fronts: 29_891, toxiproxy: 29_990 };

let running: Cluster | undefined;
let network: Toxiproxy | undefined;
let clock: FalseClock | undefined;

/** The three brokers below the system. */
export const cluster = (): Cluster => {
  if (running === undefined) throw new Error('the cluster is not started');
  return running;
};

/** What is between the sidecars and Kafka; undefined if toxiproxy cannot be built. */
export const toxiproxy = (): Toxiproxy | undefined => network;

/** The clock of {@link clockedApps}; undefined if libfaketime is not installed. */
export const falseClock = (): FalseClock | undefined => clock;

/** The services that send something at a set time. */
export const clockedApps = ['reminder-service', 'notification-service'];

const log = (line: string): void => void process.stderr.write(`${line}\n`);

const routes = nodeIds.map((id) => ({ name: `broker-${id}`, from: ports.fronts + id, to: ports.proxied + id }));

/** Starts three brokers, the proxies in front of them, and the whole system. */
export const startFaulty = async (): Promise<void> => {
  const hasToxiproxy = await ensureToxiproxy(log);
  const front = hasToxiproxy ? ports.fronts : ports.proxied;
  running = await startCluster({
    name,
    ports,
    listeners: {
      protocols: { CLIENTS: 'PLAINTEXT', PROXIED: 'PLAINTEXT', CONTROLLER: 'PLAINTEXT' },
      more: (id) => [{ name: 'PROXIED', port: ports.proxied + id, advertised: front + id }],
      settings: [],
    },
    answers: (id) => isKafka(`localhost:${ports.clients + id}`),
  });
  if (hasToxiproxy) network = await startToxiproxy(join(runtimeDir, 'faults-network'), ports.toxiproxy, routes);
  const brokers = bootstrapOf(ports.clients);
  await applyTopics(readConnection({ KAFKA_BOOTSTRAP_SERVERS: brokers }, 'todo-topics'), nodeIds.length);
  clock = createFalseClock(join(runtimeDir, 'faults-clock', 'offset'), log);
  // The offset is added to every local port in a resource later.
  const sidecarsTo = bootstrapOf(front - portOffset);
  await startSystem({
    name: 'faults-system',
    portOffset,
    kafkaBrokers: brokers,
    edit: (file, text) => allowProbe(file, text.replaceAll('localhost:9092', sidecarsTo)),
    env: {
      'ops-service': { KAFKA_BOOTSTRAP_SERVERS: brokers },
      'reminder-service': { ...clock?.env },
      // In an hour a person gets more reminders than one address may get mails in a day.
      'notification-service': { ...clock?.env, MAILS_PER_DAY: '1000000' },
    },
  });
};

/** Stops everything that was started. */
export const stopFaulty = async (): Promise<void> => {
  await stopSystem();
  await network?.stop();
  await running?.stop();
};
