import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePage } from '../page/ensure-page.ts';
import type { Dapr } from '../runtime/dapr.ts';
import { ensureRuntime } from '../runtime/ensure.ts';
import { hasDockerCompose } from '../runtime/docker.ts';
import { runtimeDir } from '../runtime/paths.ts';
import { killCommands } from '../runtime/run-command.ts';
import { startBacking } from './backing.ts';
import { startContainers } from './containers.ts';
import { runApps } from './run-apps.ts';
import { findAdopted, provideTopics, requirePorts } from './preflight.ts';
import { waitForSystem } from './ready.ts';
import { endLeftovers, openRecord } from './record.ts';
import { forgetNames, renderInstance } from './render.ts';
import { toRunning, type Started } from './running.ts';
import { createSupervisor } from './supervisor.ts';
import { tearDown } from './teardown.ts';
import { readTokens } from './tokens.ts';
import type { System } from './system.ts';
import type { InstanceOptions, RunningInstance } from './types.ts';

const prepare = async (options: InstanceOptions): Promise<System> => {
  const dir = join(runtimeDir, options.name);
  mkdirSync(dir, { recursive: true });
  await endLeftovers(dir, options.log ?? (() => undefined));
  if (options.fresh === true) rmSync(join(dir, 'logs'), { recursive: true, force: true });
  const record = openRecord(dir);
  const supervisor = createSupervisor(options.log ?? (() => undefined), record.add);
  forgetNames(dir);
  const runFile = renderInstance(dir, options);
  const nothingYet = { clis: new Set<number>(), containers: undefined, backing: undefined };
  return { options, dir, logDir: join(dir, 'logs'), runFile, tokens: readTokens(dir), supervisor, record, ...nothingYet };
};

const quiet = (): void => undefined;

/** What an earlier release runs on is its own; its brokers are of this version. */
const daprOf = async ({ release, log = quiet }: InstanceOptions, kafka: boolean): Promise<Dapr> => {
  const ours = await ensureRuntime(log, { kafka });
  return release?.dapr ?? ours;
};

const bringUp = async (system: System, isStopped: () => boolean): Promise<Started> => {
  const { options, runFile, dir, logDir, tokens, supervisor, record, clis } = system;
  const { name, portOffset, fresh = false, durable = !fresh, databaseSettings, log = quiet } = options;
  const goOn = (): void => {
    if (isStopped()) throw new Error('stopped while starting');
  };
  const onCli = (cli: string, pid: number): void => {
    clis.add(pid);
    record.add(cli, pid);
  };
  const adopted = await findAdopted(options);
  const docker = await hasDockerCompose();
  await requirePorts(runFile, portOffset, docker ? { brokers: 'a container', databaseUrl: 'a container', mail: adopted.mail } : adopted);
  system.containers = docker ? await startContainers(dir, { name, portOffset, fresh, log }, adopted) : undefined;
  goOn();
  const dapr = await daprOf(options, system.containers === undefined && adopted.brokers === undefined);
  goOn();
  await ensurePage();
  goOn();
  system.backing = await startBacking({ name, dir, logDir, portOffset, fresh, durable, databaseSettings, containers: system.containers, supervisor, adopted });
  if (options.kafkaBrokers === undefined) await provideTopics(system.backing.broker.address, log);
  goOn();
  log(`Starting ${runFile.apps.length} services with \`dapr run -f\` …`);
  const cli = { dapr, runFile, dir, logDir, tokens, sidecarEnv: options.sidecarEnv, onCli };
  await runApps(cli, supervisor);
  goOn();
  await waitForSystem(system);
  return { system, backing: system.backing, cli };
};

const whenAborted = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('stopped while starting')), { once: true }));

/**
 * Starts the whole system: PostgreSQL, Kafka, and every app with its sidecar through `dapr
 * run -f`; rejects, with everything stopped again, when a part does not come up.
 */
export const startParts = async (options: InstanceOptions): Promise<Started> => {
  const system = await prepare(options);
  try {
    return await Promise.race([bringUp(system, () => options.signal?.aborted === true), whenAborted(options.signal)]);
  } catch (error) {
    killCommands();
    await tearDown(system);
    throw error;
  }
};

/** {@link startParts}, for callers that only use the system and stop it. */
export const startInstance = async (options: InstanceOptions): Promise<RunningInstance> => toRunning(await startParts(options));
