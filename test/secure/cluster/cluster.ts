import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { isAlive } from '../../../tools/instance/processes.ts';
import { endLeftovers, openRecord } from '../../../tools/instance/record.ts';
import { partError, spawnPart } from '../../../tools/instance/spawn-part.ts';
import { createSupervisor, type Supervisor } from '../../../tools/instance/supervisor.ts';
import { waitUntil } from '../../../tools/instance/wait-until.ts';
import { kafkaClassPath, kafkaLogConfig } from '../../../tools/runtime/kafka.ts';
import { runtimeDir } from '../../../tools/runtime/paths.ts';
import { runCommand } from '../../../tools/runtime/run-command.ts';
import { makeCertificates } from './certificates.ts';
import { clientPort, nodeIds, nodeProperties } from './properties.ts';

/** Who may log in, by mechanism: user -> password. */
export interface Logins {
  admin: { user: string; password: string };
  'SCRAM-SHA-256': Readonly<Record<string, string>>;
  'SCRAM-SHA-512': Readonly<Record<string, string>>;
  PLAIN: Readonly<Record<string, string>>;
}

/** Three brokers of Apache Kafka, to which only SASL over TLS leads. */
export interface Cluster {
  /** The authority that vouches for the brokers: its PEM text, and the file that holds it. */
  ca: { text: string; file: string };
  logOf(id: number): string;
  /** Ends a broker and leaves it down. */
  kill(id: number): Promise<void>;
  start(id: number): Promise<void>;
  stop(): Promise<void>;
}

const dir = join(runtimeDir, 'secure-kafka');
const clusterId = 'dG9kby1zZWN1cmUta2Fma2';
const partOf = (id: number): string => `kafka-${id}`;
const logOf = (id: number): string => join(dir, 'logs', `${partOf(id)}.log`);
const configOf = (id: number): string => join(dir, `${partOf(id)}.properties`);

/** A quick start counts here, on cores that are shared with all else: the second compiler and parallel collectors would pay off much later. */
const jvm = ['-Xms64m', '-Xmx320m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-XX:+ExitOnOutOfMemoryError'];

const java = (...args: string[]): string[] => [...jvm, `-Dlog4j2.configurationFile=${kafkaLogConfig}`, '-cp', kafkaClassPath, ...args];

const scramOptions = (logins: Logins): string[] => {
  const all = { ...logins, 'SCRAM-SHA-512': { ...logins['SCRAM-SHA-512'], [logins.admin.user]: logins.admin.password } };
  return (['SCRAM-SHA-256', 'SCRAM-SHA-512'] as const).flatMap((mechanism) =>
    Object.entries(all[mechanism]).flatMap(([user, password]) => ['--add-scram', `${mechanism}=[name="${user}",password="${password}"]`]),
  );
};

/** The credentials are part of a cluster from its first record on. */
const format = async (id: number, logins: Logins): Promise<void> => {
  const { ok, output } = await runCommand('java', java('kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', configOf(id), ...scramOptions(logins)));
  if (!ok) throw new Error(`Kafka cannot make its data folder:\n${output.trim().slice(-1000)}`);
};

/** A broker listens only when it has joined. */
const takesTls = (id: number, ca: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: 'localhost', port: clientPort(id), ca, servername: 'localhost' }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

const run = (supervisor: Supervisor, id: number, ca: string): Promise<void> =>
  supervisor.run({
    name: partOf(id),
    logFile: logOf(id),
    start: () => spawnPart({ name: partOf(id), command: 'java', args: java('kafka.Kafka', configOf(id)), cwd: dir, logFile: logOf(id) }),
    ready: async (pid) => {
      if (!(await waitUntil(() => takesTls(id, ca), 90_000, () => !isAlive(pid)))) throw partError(`Broker ${id} does not start.`, logOf(id));
    },
  });

/** Starts the cluster on fresh data. */
export const startCluster = async (logins: Logins): Promise<Cluster> => {
  mkdirSync(dir, { recursive: true });
  await endLeftovers(dir, (line) => process.stderr.write(`${line}\n`));
  for (const folder of ['logs', ...nodeIds.map(partOf)]) rmSync(join(dir, folder), { recursive: true, force: true });
  const certificates = await makeCertificates(join(dir, 'certificates'));
  for (const id of nodeIds) {
    const settings = { id, data: join(dir, partOf(id)), certificates, admin: logins.admin, plain: logins.PLAIN };
    writeFileSync(configOf(id), nodeProperties(settings), { mode: 0o600 });
  }
  await Promise.all(nodeIds.map((id) => format(id, logins)));
  const record = openRecord(dir);
  const supervisor = createSupervisor(() => undefined, record.add);
  const end = (id: number, signal: NodeJS.Signals): Promise<void> => supervisor.stop(partOf(id), signal, 10_000);
  await Promise.all(nodeIds.map((id) => run(supervisor, id, certificates.ca)));
  return {
    ca: { text: certificates.ca, file: certificates.trustStore },
    logOf,
    kill: (id) => end(id, 'SIGKILL'),
    start: (id) => supervisor.start(partOf(id)),
    stop: async () => {
      await Promise.all(nodeIds.map((id) => end(id, 'SIGKILL')));
      await supervisor.close();
      record.clear();
    },
  };
};
