import { join } from 'node:path';
import type { Backing } from './backing.ts';
import { sidecarName, type CliContext } from './dapr-cli.ts';
import { tailFile } from './logs.ts';
import { waitForApp } from './ready.ts';
import { startReplica } from './replica.ts';
import type { System } from './system.ts';
import { tearDown } from './teardown.ts';
import type { App, RunningInstance } from './types.ts';

const graceMs = 35_000;

const urlsOf = (apps: readonly App[], port: 'appPort' | 'daprHTTPPort'): Record<string, string> =>
  Object.fromEntries(apps.map((app) => [app.appID, `http://127.0.0.1:${app[port]}`]));

/** The outside of a running system. */
export const toRunning = (system: System, { broker, database, mail }: Backing, cli: CliContext): RunningInstance => {
  const { options, logDir, runFile, tokens, supervisor } = system;
  const appOf = (id: string): App => {
    const app = runFile.apps.find(({ appID }) => appID === id);
    if (app === undefined) throw new Error(`there is no app ${id}`);
    return app;
  };
  let stopped: Promise<void> | undefined;
  return {
    name: options.name,
    logDir,
    runFile: runFile.path,
    dapr: cli.dapr,
    urls: urlsOf(runFile.apps, 'appPort'),
    sidecarUrls: urlsOf(runFile.apps, 'daprHTTPPort'),
    databaseUrl: database.address,
    kafkaBrokers: broker.address,
    mailUrl: mail.address,
    tokens,
    pid: supervisor.pid,
    tail: (part, lines) => tailFile(join(logDir, `${part}.log`), lines),
    ready: (id, timeoutMs) => waitForApp(system, appOf(id), timeoutMs),
    killApp: (id, signal) => supervisor.kill(id, signal),
    killSidecar: (id, signal) => supervisor.kill(sidecarName(id), signal),
    stopApp: (id, signal = 'SIGTERM') => supervisor.stop(id, signal, graceMs),
    startReplica: (id) => startReplica(system, cli, appOf(id)),
    startApp: (id) => supervisor.start(id),
    stopSidecar: (id, signal = 'SIGTERM') => supervisor.stop(sidecarName(id), signal, graceMs),
    startSidecar: (id) => supervisor.start(sidecarName(id)),
    killBroker: broker.kill,
    stopBroker: (signal = 'SIGTERM') => broker.stop(signal),
    startBroker: broker.start,
    killDatabase: database.kill,
    stopDatabase: (signal = 'SIGINT') => database.stop(signal),
    startDatabase: database.start,
    stop: () => (stopped ??= tearDown(system)),
  };
};
