import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dapr } from '../runtime/dapr.ts';
import { linkNewest, newAppLog } from './logs.ts';
import { endProcess, isAlive, listProcesses, type Process } from './processes.ts';
import { sidecarOnly } from './run-file.ts';
import { partError, spawnPart } from './spawn-part.ts';
import type { Part } from './supervisor.ts';
import type { Tokens } from './tokens.ts';
import type { App, RunFile } from './types.ts';

/** What `dapr run` needs to know about its instance. */
export interface CliContext {
  dapr: Dapr;
  runFile: RunFile;
  dir: string;
  logDir: string;
  tokens: Tokens;
  /**
   * The environment of an app's sidecar besides the tokens, when each is started by its own
   * CLI.
   */
  sidecarEnv?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  /** Called with every CLI process. */
  onCli(name: string, pid: number): void;
}

/** How often the process table is looked at for what the CLI has started. */
export const findEveryMs = 150;

/** The name of an app's sidecar among the parts. */
export const sidecarName = (appId: string): string => `${appId}.dapr`;

/** The log of a part. */
export const logOf = ({ logDir }: CliContext, name: string): string => join(logDir, `${name}.log`);

/**
 * `env` in a run file only reaches the app; daprd takes its tokens from the environment of
 * the CLI.
 */
const cliEnv = ({ dapr, tokens }: CliContext): Record<string, string> => ({
  APP_API_TOKEN: tokens.app,
  DAPR_API_TOKEN: tokens.dapr,
  ...(dapr.runtimePath !== undefined && { DAPR_RUNTIME_PATH: dapr.runtimePath }),
});

/** Starts `dapr run -f` with a run file. */
export const runCli = async (context: CliContext, name: string, runFile: string, env: Readonly<Record<string, string>> = {}): Promise<number> => {
  const { dapr, dir } = context;
  const pid = await spawnPart({ name, command: dapr.cli, args: ['run', '-f', runFile], cwd: dir, env: { ...cliEnv(context), ...env }, logFile: logOf(context, name) });
  context.onCli(name, pid);
  return pid;
};

/** Whether a process is an app's sidecar. */
export const isSidecarOf = (app: App, { args }: Process): boolean => /daprd/.test(args) && `${args} `.includes(` --app-id ${app.appID} `);

/** Whether a process is an app, by its arguments alone: tools/node becomes Node. */
export const isApp = (app: App, { args }: Process): boolean => args.endsWith(` ${app.command.slice(1).join(' ')}`);

const sidecarClis = new Map<string, number>();

/**
 * An app's sidecar, started again by the CLI from a run file without the app, so that the
 * app stays as it is.
 */
export const sidecarPart = (context: CliContext, app: App, appName = app.appID): Part => {
  const name = sidecarName(appName);
  const logFile = logOf(context, name);
  const cliName = `dapr-cli.${appName}`;
  const start = async (): Promise<number> => {
    const key = join(context.dir, cliName);
    const earlier = sidecarClis.get(key);
    if (earlier !== undefined) await endProcess(earlier, 'SIGTERM', 3_000);
    const runFile = join(context.dir, 'sidecars', `${appName}.yaml`);
    mkdirSync(dirname(runFile), { recursive: true });
    writeFileSync(runFile, sidecarOnly(context.runFile, app));
    const cli = await runCli(context, cliName, runFile, context.sidecarEnv?.[app.appID]);
    sidecarClis.set(key, cli);
    for (let tries = 0; tries < 100 && isAlive(cli); tries++, await sleep(findEveryMs)) {
      const found = (await listProcesses()).find((process) => process.parent === cli && isSidecarOf(app, process));
      if (found === undefined) continue;
      linkNewest(app, 'daprd', logFile);
      return found.pid;
    }
    throw partError(`The sidecar of ${appName} does not start.`, logOf(context, cliName));
  };
  return { name, logFile, start };
};

const appEnv = (app: App): Record<string, string> => ({
  APP_ID: app.appID,
  APP_CHANNEL_ADDRESS: '127.0.0.1',
  APP_PORT: String(app.appPort),
  APP_PROTOCOL: 'http',
  DAPR_HTTP_PORT: String(app.daprHTTPPort),
  DAPR_GRPC_PORT: String(app.daprGRPCPort),
  ...(app.metricsPort !== undefined && { DAPR_METRICS_PORT: String(app.metricsPort) }),
  ...app.env,
});

/** An app, started again as the CLI would start it, so that its sidecar stays as it is. */
export const appPart = (context: CliContext, app: App, name = app.appID): Part => {
  const logFile = logOf(context, name);
  const [command, ...args] = app.command as [string, ...string[]];
  const start = (): Promise<number> => {
    const log = newAppLog(app);
    rmSync(logFile, { force: true });
    symlinkSync(log, logFile);
    return spawnPart({ name, command, args, cwd: app.appDirPath, env: { ...cliEnv(context), ...appEnv(app) }, logFile: log });
  };
  return { name, logFile, start };
};
