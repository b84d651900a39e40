import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildOnce } from './build-once.ts';
import { projectRoot, runtimeDir } from './paths.ts';
import { runCommand } from './run-command.ts';
import { step, type Log } from './step.ts';

const version = '4.2.0';
const source = join(projectRoot, 'tools/runtime/kafka');
const builtDir = join(runtimeDir, `kafka-${version}`);

/** Java's class path of a built Apache Kafka. */
export const kafkaClassPath = join(builtDir, 'libs/*');

/**
 * The quick compiler only: in its first minutes the thorough one takes a tenth of a core, in
 * bursts for which all others wait. And the simple collector: for so small a heap it takes a
 * tenth less CPU and a sixth less memory than the one that the JVM chooses.
 */
const lean = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-XX:+ExitOnOutOfMemoryError'];

/** What Java is started with to run a class of Kafka, with a heap between two sizes in MiB. */
export const kafkaArguments = (heap: { least: number; most: number }, ...args: readonly string[]): string[] => [
  `-Xms${heap.least}m`, `-Xmx${heap.most}m`, ...lean, `-Dlog4j2.configurationFile=${join(source, 'log4j2.xml')}`, '-cp', kafkaClassPath, ...args,
];

/** Whether {@link buildKafka} has nothing left to do. */
export const isKafkaBuilt = (): boolean => existsSync(builtDir);

const checkJars = async (libs: string): Promise<void> => {
  const lines = (await readFile(join(source, 'jars.sha256'), 'utf8')).trim().split('\n');
  const locked = new Map(lines.map((line) => line.split(/\s+/) as [string, string]).map(([sum, name]) => [name, sum]));
  const names = await readdir(libs);
  for (const name of new Set([...names, ...locked.keys()])) {
    const found = names.includes(name) ? createHash('sha256').update(await readFile(join(libs, name))).digest('hex') : 'missing';
    if (found !== locked.get(name)) throw new Error(`${name} is not what tools/runtime/kafka/jars.sha256 says (${found})`);
  }
};

const download = async (folder: string): Promise<void> => {
  const libs = join(folder, 'libs');
  await mkdir(libs);
  await copyFile(join(source, 'pom.xml'), join(folder, 'pom.xml'));
  const { ok, output } = await runCommand(
    'mvn',
    // -C: a wrong checksum is an error.
    ['-q', '-B', '-C', 'org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies', `-DoutputDirectory=${libs}`],
    { cwd: folder },
  );
  if (!ok) throw new Error(`Maven could not fetch Kafka:\n${output.trim().split('\n').slice(0, 12).join('\n')}`);
  await checkJars(libs);
};

/** Downloads Apache Kafka from Maven, once, and checks every jar against the lock. */
export const buildKafka = (log: Log): Promise<void> =>
  buildOnce(builtDir, (folder) => step(log, `Fetching Apache Kafka ${version}`, '15 seconds, once', () => download(folder)));
