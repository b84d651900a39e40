import type { Backing } from './backing.ts';
import type { CliContext } from './dapr-cli.ts';
import type { System } from './system.ts';
import { tearDown } from './teardown.ts';
import type { App, RunningInstance } from './types.ts';

/** Everything that a start has created. */
export interface Started {
  system: System;
  backing: Backing;
  cli: CliContext;
}

/** The base URL of each app, or of each sidecar, by app id. */
export const urlsOf = (apps: readonly App[], port: 'appPort' | 'daprHTTPPort'): Record<string, string> =>
  Object.fromEntries(apps.map((app) => [app.appID, `http://127.0.0.1:${app[port]}`]));

/** The public face of a running system. */
export const toRunning = ({ system, backing: { broker, database, mail }, cli }: Started): RunningInstance => {
  let stopped: Promise<void> | undefined;
  return {
    logDir: system.logDir,
    dapr: cli.dapr,
    urls: urlsOf(system.runFile.apps, 'appPort'),
    databaseUrl: database.address,
    kafkaBrokers: broker.address,
    mailUrl: mail.address,
    stop: () => (stopped ??= tearDown(system)),
  };
};
