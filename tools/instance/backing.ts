import { join } from 'node:path';
import type { Adopted } from './adopted.ts';
import { createBroker } from './broker.ts';
import type { Containers } from './containers.ts';
import { createDatabase } from './database.ts';
import { createMail, mailPorts } from './mail.ts';
import type { Part, Supervisor } from './supervisor.ts';

/** Kafka or PostgreSQL, however it runs. */
export interface Server {
  address: string;
  start(): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  stop(signal: NodeJS.Signals): Promise<void>;
}

/** Where an instance's servers come from and where they listen. */
export interface BackingOptions {
  name: string;
  dir: string;
  logDir: string;
  portOffset: number;
  fresh: boolean;
  durable: boolean;
  databaseSettings?: readonly string[] | undefined;
  /** Containers for what is not adopted; without them, our own processes. */
  containers: Containers | undefined;
  supervisor: Supervisor;
  adopted: Adopted;
}

/** The documented ports of the servers. */
export const serverPorts = { kafka: 9092, kafkaController: 9093, postgres: 5433 } as const;

const graceMs = 15_000;

const adopt = (address: string, what: string): Server => {
  const refuse = (): never => {
    throw new Error(`${what} at ${address} is not ours to stop`);
  };
  return { address, start: () => Promise.resolve(), kill: refuse, stop: () => Promise.reject(new Error(`${what} at ${address} is not ours to stop`)) };
};

const supervised = async (supervisor: Supervisor, part: Part, address: string): Promise<Server> => {
  await supervisor.run(part);
  return {
    address,
    start: () => supervisor.start(part.name),
    kill: (signal) => supervisor.kill(part.name, signal),
    stop: (signal) => supervisor.stop(part.name, signal, graceMs),
  };
};

const contained = async (containers: Containers, service: string, address: string): Promise<Server> => {
  await containers.up(service);
  return {
    address,
    start: () => containers.up(service),
    // Docker does not restart a container that was killed by hand, but a killed server must
    // come back.
    kill: (signal) => void containers.kill(service, signal).then(() => containers.up(service)).catch(() => undefined),
    stop: (signal) => containers.kill(service, signal),
  };
};

/** An instance's broker and database, running. */
export interface Backing {
  broker: Server;
  database: Server;
  /** The mail inbox of development. */
  mail: Server;
}

/** Starts the broker and the database of an instance, except what is adopted. */
export const startBacking = async (options: BackingOptions): Promise<Backing> => {
  const { name, dir, logDir, portOffset, fresh, durable, databaseSettings, supervisor, adopted, containers } = options;
  const [kafka, controller, postgres] = [serverPorts.kafka, serverPorts.kafkaController, serverPorts.postgres].map((port) => port + portOffset) as [number, number, number];
  const openBroker = async (): Promise<Server> => {
    if (adopted.brokers !== undefined) return adopt(adopted.brokers, 'Kafka');
    if (containers) return contained(containers, 'redpanda', `localhost:${kafka}`);
    const { part, brokers } = await createBroker({ dir, port: kafka, controllerPort: controller, logFile: join(logDir, 'kafka.log'), fresh });
    return supervised(supervisor, part, brokers);
  };
  const openDatabase = async (): Promise<Server> => {
    if (adopted.databaseUrl !== undefined) return adopt(adopted.databaseUrl, 'PostgreSQL');
    if (containers) return contained(containers, 'postgres', `postgres://todo:todo@localhost:${postgres}/todo`);
    const { part, url } = await createDatabase({ instance: name, port: postgres, logFile: join(logDir, 'postgres.log'), fresh, durable, more: databaseSettings });
    return supervised(supervisor, part, url);
  };
  const openMail = async (): Promise<Server> => {
    if (adopted.mail) return adopt(`http://127.0.0.1:${mailPorts.page}`, 'the mail inbox');
    const { part, url } = createMail({ dir, logFile: join(logDir, 'mail.log'), portOffset, fresh });
    return supervised(supervisor, part, url);
  };
  const [broker, database, mail] = await Promise.all([openBroker(), openDatabase(), openMail()]);
  return { broker, database, mail };
};
