import { join } from 'node:path';
import { appPart, sidecarName, sidecarPart, type CliContext } from './dapr-cli.ts';
import { appPorts } from './preflight.ts';
import { requireFree } from './ports.ts';
import { waitForApp, waitForSidecar } from './ready.ts';
import { linkProject } from './render.ts';
import { shiftApp } from './shift-ports.ts';
import type { System } from './system.ts';
import type { App, Replica } from './types.ts';

/** Between the ports of an app and those of its second replica. */
const apart = 20;

const replicaOf = (app: App, appDirPath: string): App => {
  const port = app.appPort + apart;
  // What it talks to stays where it is: only its own ports move.
  return { ...shiftApp({ ...app, env: {} }, apart), appDirPath, env: { ...app.env, PORT: String(port) } };
};

/** Starts a second replica of an app, with a sidecar of its own; supervised as the first one is. */
export const startReplica = async (system: System, cli: CliContext, app: App): Promise<Replica> => {
  const { supervisor, replicas, dir } = system;
  const name = `${app.appID}.2`;
  const folder = join(dir, 'replicas', name);
  const replica = replicaOf(app, folder);
  if (replicas.has(name)) {
    await Promise.all([name, sidecarName(name)].map((part) => supervisor.start(part)));
  } else {
    await requireFree(new Map(appPorts(replica)));
    linkProject(folder);
    replicas.add(name);
    await Promise.all([appPart(cli, replica, name), sidecarPart(cli, replica, name)].map((part) => supervisor.run(part)));
  }
  // By its name as a part, an error shows the right log.
  const named = { ...replica, appID: name };
  await Promise.all([waitForApp(system, named), waitForSidecar(system, named)]);
  return { name, url: `http://127.0.0.1:${replica.appPort}` };
};
