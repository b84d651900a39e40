import type { Dapr } from '../runtime/dapr.ts';
import type { Log } from '../runtime/step.ts';

/** An app of a run file, its paths absolute. */
export interface App {
  appID: string;
  appDirPath: string;
  appPort: number;
  daprHTTPPort: number;
  daprGRPCPort: number;
  metricsPort?: number;
  daprInternalGRPCPort?: number;
  command: string[];
  env: Record<string, string>;
}

/** A Dapr run file (dapr.yaml); what we do not look at passes through in `common`. */
export interface RunFile {
  path: string;
  common: Record<string, unknown> & { resourcesPaths: string[]; configFilePath?: string };
  apps: App[];
}

/** How to start an instance of the whole system. */
export interface InstanceOptions {
  /** Names its folder .runtime/<name>; `local` is what `npm start` runs. */
  name: string;
  /** Added to every documented port. */
  portOffset: number;
  /** Forget the data of an earlier run. */
  fresh?: boolean;
  /** Wait for the disk on fresh data too, as a benchmark must. */
  durable?: boolean;
  /** Only these apps of dapr.yaml; all of them when absent. */
  apps?: readonly string[];
  /** Further apps beside those of dapr.yaml, such as a probe; their ports are documented ones, the offset is added. */
  extraApps?: readonly App[];
  /** Folders with further Dapr resources for every app. */
  extraResources?: readonly string[];
  /** Changes a rendered resource, such as a component whose scopes have to name an extra app. */
  edit?: (file: string, text: string) => string;
  /** Environment over that of dapr.yaml, by app id; `*` is for all. */
  env?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** An app that is not ready in time: fail (and stop everything), or only say so. */
  notReady?: 'fail' | 'warn';
  /**
   * What the sidecars find in their environment, by app id, such as credentials of their own. Each sidecar is then started by a CLI of its own,
   * because `dapr run -f` hands the environment of the CLI to all of them.
   */
  sidecarEnv?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** A Kafka to use instead of our own, comma separated; its topics are there already, and the resources say how to log in. */
  kafkaBrokers?: string;
  /** A PostgreSQL to use instead of our own. */
  databaseUrl?: string | undefined;
  /** Stops a start that is under way. */
  signal?: AbortSignal;
  log?: Log;
}

/** A further replica of an app: as a part it is named `<app id>.2`, its sidecar `<app id>.2.dapr`. */
export interface Replica {
  name: string;
  /** The base URL of the app. */
  url: string;
}

/** A running system, and the ways to hurt it. Parts are named `chat-api`, `chat-api.dapr`, …, `kafka`, `postgres`, `mail`. */
export interface RunningInstance {
  readonly name: string;
  readonly logDir: string;
  readonly runFile: string;
  readonly dapr: Dapr;
  /** The base URL of each app, by app id. */
  readonly urls: Readonly<Record<string, string>>;
  /** The base URL of each sidecar's HTTP API, by app id. */
  readonly sidecarUrls: Readonly<Record<string, string>>;
  readonly databaseUrl: string;
  /** Bootstrap servers, comma separated. */
  readonly kafkaBrokers: string;
  /** The page and HTTP API of the mail inbox. */
  readonly mailUrl: string;
  /** What sidecars send to apps, and apps to sidecars, as header `dapr-api-token`. */
  readonly tokens: { readonly app: string; readonly dapr: string };
  /** The process id of a part, undefined while it is down or not ours. */
  pid(part: string): number | undefined;
  /** The last lines of a part's log. */
  tail(part: string, lines: number): string[];
  /** Waits until the app answers 200 at /readyz; rejects with its last log lines after `timeoutMs` (default 60 s). */
  ready(appId: string, timeoutMs?: number): Promise<void>;
  /** Signals the process; a dead one is started again by supervision. */
  killApp(appId: string, signal: NodeJS.Signals): void;
  killSidecar(appId: string, signal: NodeJS.Signals): void;
  /** Ends it and leaves it down. */
  stopApp(appId: string, signal?: NodeJS.Signals): Promise<void>;
  startApp(appId: string): Promise<void>;
  /** Starts a second replica of an app with a sidecar of its own: the same app id and groups, other ports. What stops or kills an app takes its name. */
  startReplica(appId: string): Promise<Replica>;
  stopSidecar(appId: string, signal?: NodeJS.Signals): Promise<void>;
  startSidecar(appId: string): Promise<void>;
  killBroker(signal: NodeJS.Signals): void;
  stopBroker(signal?: NodeJS.Signals): Promise<void>;
  startBroker(): Promise<void>;
  killDatabase(signal: NodeJS.Signals): void;
  stopDatabase(signal?: NodeJS.Signals): Promise<void>;
  startDatabase(): Promise<void>;
  /** Stops everything that was started, in order: apps drain first. */
  stop(): Promise<void>;
}
