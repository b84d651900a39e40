import { endProcess } from './processes.ts';
import { sidecarName } from './dapr-cli.ts';
import type { System } from './system.ts';

/** A service drains for up to 30 s. */
const appGraceMs = 35_000;
const sidecarGraceMs = 10_000;
const serverGraceMs = 15_000;

/**
 * Stops apps, then sidecars, then the CLI, then Kafka and PostgreSQL. The CLI's own stop
 * would kill apps and sidecars at once, and an app that drains needs its sidecar.
 */
export const tearDown = async ({ supervisor, runFile, clis, containers, record }: System): Promise<void> => {
  const apps = runFile.apps.map(({ appID }) => appID);
  await supervisor.close();
  const end = (name: string, signal: NodeJS.Signals, graceMs: number): Promise<void> => {
    const pid = supervisor.pid(name);
    return pid === undefined ? Promise.resolve() : endProcess(pid, signal, graceMs);
  };
  await Promise.all(apps.map((id) => end(id, 'SIGTERM', appGraceMs)));
  await Promise.all(apps.map((id) => end(sidecarName(id), 'SIGTERM', sidecarGraceMs)));
  await Promise.all([...clis].map((pid) => endProcess(pid, 'SIGTERM', 5_000)));
  // SIGINT: PostgreSQL does not wait for clients to leave.
  await Promise.all([end('postgres', 'SIGINT', serverGraceMs), end('kafka', 'SIGTERM', serverGraceMs), end('mail', 'SIGTERM', serverGraceMs), containers?.stop()]);
  record.clear();
};
