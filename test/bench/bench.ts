import pg from 'pg';
import { services } from '../../services/catalogue.ts';
import type { InstanceOptions } from '../../tools/instance/types.ts';
import { startTestInstance, type TestInstance } from '../harness/instance.ts';
import { startClient, type Client } from './client/start.ts';
import { openLagReader, type LagReader } from './measure/lag.ts';
import { countStatements, databaseSettings } from './measure/statements.ts';

/** A running system under measurement, and what measures it. */
export interface Bench {
  instance: TestInstance;
  origin: string;
  database: pg.Client;
  lag: LagReader;
  client: Client;
  say(line: string): void;
  stop(): Promise<void>;
}

/** One line of progress, with the time. */
export const say = (line: string): void => void process.stdout.write(`${new Date().toTimeString().slice(0, 8)} ${line}\n`);

/** Starts the whole system on fresh data with fsync on, and the client process. */
export const startBench = async (more: Partial<InstanceOptions> = {}): Promise<Bench> => {
  const instance = await startTestInstance({ name: 'bench', portOffset: 20_000, fresh: true, durable: true, databaseSettings, log: say, ...more });
  const database = new pg.Client({ connectionString: instance.databaseUrl });
  await database.connect();
  await countStatements(database);
  const lag = openLagReader(instance);
  const client = startClient();
  const stop = async (): Promise<void> => {
    client.stop();
    await lag.close();
    await database.end();
    await instance.stop();
  };
  return { instance, origin: instance.urls['chat-api']!, database, lag, client, say, stop };
};

/**
 * The parts whose CPU and memory count, by name: every service and its sidecar, Kafka and
 * PostgreSQL; not the mail inbox, which only stands in for a real one.
 */
export const partsOf = ({ instance }: Bench): Map<string, number> => {
  const names = [...services.flatMap(({ id }) => [id, `${id}.dapr`]), 'kafka', 'postgres'];
  return new Map(names.flatMap((name) => (instance.pid(name) === undefined ? [] : [[name, instance.pid(name)!] as const])));
};

/** The base URLs of the running services. */
export const runningUrls = ({ instance }: Bench): Record<string, string> =>
  Object.fromEntries(Object.entries(instance.urls).filter(([id]) => instance.pid(id) !== undefined));
