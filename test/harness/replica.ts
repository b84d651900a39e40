import { join } from 'node:path';
import { appPart, sidecarName, sidecarPart } from '../../tools/instance/dapr-cli.ts';
import { requireFree } from '../../tools/instance/ports.ts';
import { appPorts } from '../../tools/instance/preflight.ts';
import { waitForApp, waitForSidecar } from '../../tools/instance/ready.ts';
import { linkProject } from '../../tools/instance/render.ts';
import type { Started } from '../../tools/instance/running.ts';
import { shiftApp } from '../../tools/instance/shift-ports.ts';
import type { App } from '../../tools/instance/types.ts';

/**
 * A further replica of an app: as a part, the second is named `<app id>.2` and its sidecar
 * `<app id>.2.dapr`.
 */
export interface Replica {
  name: string;
  /** The base URL of the app. */
  url: string;
}

/** The distance between the ports of an app and those of its second replica, and so on. */
export const portsApart = 20;

const replicaOf = (app: App, number: number, appDirPath: string): App => {
  const shift = (number - 1) * portsApart;
  const port = app.appPort + shift;
  // The parts it talks to stay where they are: only its own ports move.
  return { ...shiftApp({ ...app, env: {} }, shift), appDirPath, env: { ...app.env, PORT: String(port) } };
};

/**
 * The further replicas of an instance's apps, each with its own sidecar; supervised like
 * the first ones.
 */
export interface Replicas {
  /** Starts the second, third, … replica. */
  start(app: App, number: number): Promise<Replica>;
  /** Ends all of them, apps first: an app that drains needs its sidecar. */
  stop(): Promise<void>;
}

/** The replicas of an instance, none at first. */
export const createReplicas = ({ system, cli }: Started, graceMs: number): Replicas => {
  const { supervisor, dir } = system;
  const names = new Set<string>();
  const begin = async (app: App, name: string): Promise<void> => {
    await requireFree(new Map(appPorts(app)));
    linkProject(app.appDirPath);
    names.add(name);
    await Promise.all([appPart(cli, app, name), sidecarPart(cli, app, name)].map((part) => supervisor.run(part)));
  };
  return {
    start: async (app, number) => {
      const name = `${app.appID}.${number}`;
      const replica = replicaOf(app, number, join(dir, 'replicas', name));
      if (names.has(name)) await Promise.all([name, sidecarName(name)].map((part) => supervisor.start(part)));
      else await begin(replica, name);
      // With its name as a part, an error shows the right log.
      const named = { ...replica, appID: name };
      await Promise.all([waitForApp(system, named), waitForSidecar(system, named)]);
      return { name, url: `http://127.0.0.1:${replica.appPort}` };
    },
    stop: async () => {
      await Promise.all([...names].map((name) => supervisor.stop(name, 'SIGTERM', graceMs)));
      await Promise.all([...names].map((name) => supervisor.stop(sidecarName(name), 'SIGTERM', graceMs)));
    },
  };
};
