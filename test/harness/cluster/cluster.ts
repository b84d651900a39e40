import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../../../tools/instance/processes.ts';
import { endLeftovers, openRecord } from '../../../tools/instance/record.ts';
import { partError, spawnPart } from '../../../tools/instance/spawn-part.ts';
import { createSupervisor, type Supervisor } from '../../../tools/instance/supervisor.ts';
import { waitUntil } from '../../../tools/instance/wait-until.ts';
import { kafkaArguments } from '../../../tools/runtime/kafka.ts';
import { runtimeDir } from '../../../tools/runtime/paths.ts';
import { runCommand } from '../../../tools/runtime/run-command.ts';
import { nodeIds, nodeProperties, type ClusterPorts, type Listeners } from './properties.ts';

/** Three brokers of Apache Kafka, to be harmed. */
export interface Cluster {
  logOf(id: number): string;
  pid(id: number): number | undefined;
  /** Sends a signal that does not end the broker, such as SIGSTOP. */
  signal(id: number, signal: NodeJS.Signals): void;
  /** Ends a broker and leaves it down. */
  kill(id: number): Promise<void>;
  start(id: number): Promise<void>;
  stop(): Promise<void>;
}

/** The options of a cluster. */
export interface ClusterOptions {
  /** The name of its folder in .runtime. */
  name: string;
  ports: ClusterPorts;
  /** What the listeners require of those who connect. */
  listeners: Listeners;
  /** Options for formatting the data folders, such as credentials. */
  formatArgs?: readonly string[];
  /** Whether a broker takes connections. */
  answers: (id: number) => Promise<boolean>;
}

const clusterId = 'dG9kby1zZWN1cmUta2Fma2';
const partOf = (id: number): string => `kafka-${id}`;

/** The folder of a cluster. */
export const clusterDir = (name: string): string => join(runtimeDir, name);

const heap = { least: 64, most: 320 };

/** Starts a cluster on fresh data. */
export const startCluster = async ({ name, ports, listeners, formatArgs = [], answers }: ClusterOptions): Promise<Cluster> => {
  const dir = clusterDir(name);
  const logOf = (id: number): string => join(dir, 'logs', `${partOf(id)}.log`);
  const configOf = (id: number): string => join(dir, `${partOf(id)}.properties`);
  const format = async (id: number): Promise<void> => {
    const { ok, output } = await runCommand('java', kafkaArguments(heap, 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', configOf(id), ...formatArgs));
    if (!ok) throw new Error(`Kafka cannot make its data folder:\n${output.trim().slice(-1000)}`);
  };
  const run = (supervisor: Supervisor, id: number): Promise<void> =>
    supervisor.run({
      name: partOf(id),
      logFile: logOf(id),
      start: () => spawnPart({ name: partOf(id), command: 'java', args: kafkaArguments(heap, 'kafka.Kafka', configOf(id)), cwd: dir, logFile: logOf(id) }),
      ready: async (pid) => {
        if (!(await waitUntil(() => answers(id), 90_000, () => !isAlive(pid)))) throw partError(`Broker ${id} does not start.`, logOf(id));
      },
    });

  mkdirSync(dir, { recursive: true });
  await endLeftovers(dir, (line) => process.stderr.write(`${line}\n`));
  for (const folder of ['logs', ...nodeIds.map(partOf)]) rmSync(join(dir, folder), { recursive: true, force: true });
  for (const id of nodeIds) writeFileSync(configOf(id), nodeProperties({ id, ports, data: join(dir, partOf(id)) }, listeners), { mode: 0o600 });
  await Promise.all(nodeIds.map(format));
  const record = openRecord(dir);
  const supervisor = createSupervisor(() => undefined, record.add);
  const end = (id: number, signal: NodeJS.Signals): Promise<void> => supervisor.stop(partOf(id), signal, 10_000);
  await Promise.all(nodeIds.map((id) => run(supervisor, id)));
  return {
    logOf,
    pid: (id) => supervisor.pid(partOf(id)),
    signal: (id, signal) => supervisor.kill(partOf(id), signal),
    kill: (id) => end(id, 'SIGKILL'),
    start: (id) => supervisor.start(partOf(id)),
    stop: async () => {
      await Promise.all(nodeIds.map((id) => end(id, 'SIGKILL')));
      await supervisor.close();
      record.clear();
    },
  };
};
