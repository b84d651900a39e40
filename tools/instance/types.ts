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

/** A Dapr run file (dapr.yaml); everything else in `common` passes through. */
export interface RunFile {
  path: string;
  common: Record<string, unknown> & { resourcesPaths: string[]; configFilePath?: string };
  apps: App[];
}

/** An earlier version of the project, ready to run: its folder, and the Dapr that it runs on. */
export interface Release {
  root: string;
  dapr: Dapr;
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
  /** Further settings of a PostgreSQL of ours, such as `track_io_timing=on`. */
  databaseSettings?: readonly string[];
  /**
   * Runs its services, subscriptions and sidecars instead of this version's, on servers and
   * topics of this version.
   */
  release?: Release | undefined;
  /** Only these apps of dapr.yaml; all of them when absent. */
  apps?: readonly string[];
  /**
   * Further apps beside those of dapr.yaml, such as a probe; their ports are documented
   * ones, the offset is added.
   */
  extraApps?: readonly App[];
  /** Folders with further Dapr resources for every app. */
  extraResources?: readonly string[];
  /** Changes a rendered resource, such as a component whose scopes have to name an extra app. */
  edit?: (file: string, text: string) => string;
  /** Environment over that of dapr.yaml, by app id; `*` is for all. */
  env?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What to do when an app is not ready in time: fail (and stop everything), or only report it. */
  notReady?: 'fail' | 'warn';
  /**
   * What the sidecars find in their environment, by app id, such as credentials of their
   * own. Each sidecar is then started by a CLI of its own, because `dapr run -f` hands the
   * environment of the CLI to all of them.
   */
  sidecarEnv?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * A Kafka to use instead of our own, comma separated; it already has its topics, and the
   * resources say how to log in.
   */
  kafkaBrokers?: string;
  /** A PostgreSQL to use instead of our own. */
  databaseUrl?: string | undefined;
  /** Stops a start that is under way. */
  signal?: AbortSignal;
  log?: Log;
}

/** A running system. */
export interface RunningInstance {
  readonly logDir: string;
  readonly dapr: Dapr;
  /** The base URL of each app, by app id. */
  readonly urls: Readonly<Record<string, string>>;
  readonly databaseUrl: string;
  /** Bootstrap servers, comma separated. */
  readonly kafkaBrokers: string;
  /** The page and HTTP API of the mail inbox. */
  readonly mailUrl: string;
  /** Stops everything that was started, in order: apps drain first. */
  stop(): Promise<void>;
}
