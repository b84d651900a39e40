import { join } from 'node:path';
import { readRunFile } from '../../tools/instance/run-file.ts';
import type { App } from '../../tools/instance/types.ts';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { startSystem, stopSystem } from '../e2e/system.ts';
import { openFront, type Front } from '../harness/front.ts';
import { lastRelease } from '../harness/last-release.ts';
import { checkOut, withItsDapr } from '../harness/release.ts';
import { portsApart } from '../harness/replica.ts';

const name = 'faults-upgrade';
/** Below the ports that the system gives to outgoing connections. */
const portOffset = 22_000;
/** The distance from an app's port to that of the front of both its replicas. */
const toFront = 2 * portsApart;

let opened: Map<string, Front> | undefined;

/** What stands before each service, whichever version it leads to; undefined if there is nothing to upgrade from. */
export const fronts = (): ReadonlyMap<string, Front> | undefined => opened;

const log = (line: string): void => void process.stderr.write(`[${name}] ${line}\n`);

const at = (port: number): string => `http://127.0.0.1:${port}`;

/** What of an app's environment is the address of another app, as that of its front. */
const fronted = (apps: readonly App[]): Record<string, Record<string, string>> => {
  const ports = new Map(apps.map(({ appPort }) => [at(appPort), at(appPort + portOffset + toFront)]));
  const forFront = (value: string): string => value.replace(/^http:\/\/127\.0\.0\.1:\d+/, (address) => ports.get(address) ?? address);
  return Object.fromEntries(
    apps.map(({ appID, env }) => [appID, Object.fromEntries(Object.entries(env).map(([key, value]) => [key, forFront(value)] as const).filter(([key, value]) => value !== env[key]))]),
  );
};

/** Starts the last release, with a front before each service. */
export const startRelease = async (): Promise<void> => {
  const checkout = await checkOut(lastRelease, log);
  if (checkout === undefined) return;
  const release = await withItsDapr(checkout, log);
  const { apps } = readRunFile(join(projectRoot, 'dapr.yaml'));
  const open = async (port: number): Promise<Front> => {
    const front = await openFront(port + toFront);
    front.lead([at(port)]);
    return front;
  };
  opened = new Map(await Promise.all(apps.map(async ({ appID, appPort }) => [appID, await open(appPort + portOffset)] as const)));
  await startSystem({ name, portOffset, extraApps: [], release, env: fronted(apps) });
};

/** Stops everything that was started. */
export const stopRelease = async (): Promise<void> => {
  await stopSystem();
  await Promise.all([...(opened ?? new Map<string, Front>()).values()].map((front) => front.stop()));
};
