import { join } from 'node:path';
import { sidecarName } from '../../tools/instance/dapr-cli.ts';
import { tailFile } from '../../tools/instance/logs.ts';
import { waitForApp, waitForSidecar } from '../../tools/instance/ready.ts';
import { toRunning, urlsOf, type Started } from '../../tools/instance/running.ts';
import { startParts } from '../../tools/instance/start-instance.ts';
import type { App, InstanceOptions, RunningInstance } from '../../tools/instance/types.ts';
import { createReplicas, type Replica } from './replica.ts';
import { upgraded } from './upgraded.ts';

/**
 * A running system, and ways to harm it. Its parts are named `chat-api`, `chat-api.dapr`,
 * …, `kafka`, `postgres`, `mail`.
 */
export interface TestInstance extends RunningInstance {
  /** The Dapr run file that it was started from. */
  readonly runFile: string;
  /** The base URL of each sidecar's HTTP API, by app id. */
  readonly sidecarUrls: Readonly<Record<string, string>>;
  /** The token that sidecars send to apps, and apps to sidecars, in the header `dapr-api-token`. */
  readonly tokens: { readonly app: string; readonly dapr: string };
  /** The process id of a part, undefined while it is down or not ours. */
  pid(part: string): number | undefined;
  /** The last lines of a part's log. */
  tail(part: string, lines: number): string[];
  /**
   * Waits until the app answers 200 at /readyz; rejects with its last log lines after
   * `timeoutMs` (default 60 s).
   */
  ready(appId: string, timeoutMs?: number): Promise<void>;
  /** Waits until the app's sidecar has loaded its components and takes calls. */
  sidecarReady(appId: string): Promise<void>;
  /** Signals the process; if it dies, supervision starts it again. */
  killApp(appId: string, signal: NodeJS.Signals): void;
  killSidecar(appId: string, signal: NodeJS.Signals): void;
  /** Ends it and leaves it down. */
  stopApp(appId: string, signal?: NodeJS.Signals): Promise<void>;
  startApp(appId: string): Promise<void>;
  /**
   * Starts a second or further replica of an app, with a sidecar of its own: the same app
   * id and groups, other ports. Its name works wherever an app is stopped or killed.
   */
  startReplica(appId: string, number?: number): Promise<Replica>;
  /**
   * For an instance of a release: starts a replica of this version's app beside the
   * release's, with this version's sidecar.
   */
  startUpgraded(appId: string): Promise<Replica>;
  stopSidecar(appId: string, signal?: NodeJS.Signals): Promise<void>;
  startSidecar(appId: string): Promise<void>;
  killBroker(signal: NodeJS.Signals): void;
  stopBroker(signal?: NodeJS.Signals): Promise<void>;
  startBroker(): Promise<void>;
  killDatabase(signal: NodeJS.Signals): void;
  stopDatabase(signal?: NodeJS.Signals): Promise<void>;
  startDatabase(): Promise<void>;
}

const graceMs = 35_000;

const toTestInstance = (started: Started): TestInstance => {
  const { system, backing: { broker, database } } = started;
  const { logDir, runFile, tokens, supervisor } = system;
  const appOf = (id: string): App => {
    const app = runFile.apps.find(({ appID }) => appID === id);
    if (app === undefined) throw new Error(`there is no app ${id}`);
    return app;
  };
  const replicas = createReplicas(started, graceMs);
  const newer = upgraded(started, graceMs);
  const running = toRunning(started);
  return {
    ...running,
    runFile: runFile.path,
    sidecarUrls: urlsOf(runFile.apps, 'daprHTTPPort'),
    tokens,
    pid: supervisor.pid,
    tail: (part, lines) => tailFile(join(logDir, `${part}.log`), lines),
    ready: (id, timeoutMs) => waitForApp(system, appOf(id), timeoutMs),
    sidecarReady: (id) => waitForSidecar(system, appOf(id)),
    killApp: (id, signal) => supervisor.kill(id, signal),
    killSidecar: (id, signal) => supervisor.kill(sidecarName(id), signal),
    stopApp: (id, signal = 'SIGTERM') => supervisor.stop(id, signal, graceMs),
    startReplica: (id, number = 2) => replicas.start(appOf(id), number),
    startUpgraded: newer.start,
    startApp: (id) => supervisor.start(id),
    stopSidecar: (id, signal = 'SIGTERM') => supervisor.stop(sidecarName(id), signal, graceMs),
    startSidecar: (id) => supervisor.start(sidecarName(id)),
    killBroker: broker.kill,
    stopBroker: (signal = 'SIGTERM') => broker.stop(signal),
    startBroker: broker.start,
    killDatabase: database.kill,
    stopDatabase: (signal = 'SIGINT') => database.stop(signal),
    startDatabase: database.start,
    stop: async () => {
      await newer.stop();
      await replicas.stop();
      await running.stop();
    },
  };
};

/** Starts the whole system as `npm start` does, for tests and the bench, which may harm it. */
export const startTestInstance = async (options: InstanceOptions): Promise<TestInstance> => toTestInstance(await startParts(options));
