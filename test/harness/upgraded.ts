import { join } from 'node:path';
import { namesOf, renderInstance } from '../../tools/instance/render.ts';
import type { Started } from '../../tools/instance/running.ts';
import { ensureRuntime } from '../../tools/runtime/ensure.ts';
import { createReplicas, type Replica, type Replicas } from './replica.ts';

/** This version's apps beside those of a release, on the same servers. */
export interface Upgraded {
  start(appId: string): Promise<Replica>;
  stop(): Promise<void>;
}

/** This version of a running release: other code, subscriptions and Dapr; the same data, tokens and names. */
const present = async ({ system, backing, cli }: Started): Promise<Started> => {
  const { options: { release: _earlier, ...options }, dir } = system;
  const runFile = renderInstance(join(dir, 'upgraded'), options, namesOf(dir));
  const dapr = await ensureRuntime(() => undefined, { kafka: false });
  return { system: { ...system, runFile }, backing, cli: { ...cli, dapr, runFile } };
};

/** Starts nothing until it is asked to. */
export const upgraded = (started: Started, graceMs: number): Upgraded => {
  let opened: Promise<{ replicas: Replicas; now: Started }> | undefined;
  const open = async (): Promise<{ replicas: Replicas; now: Started }> => {
    const now = await present(started);
    return { now, replicas: createReplicas(now, graceMs) };
  };
  return {
    start: async (appId) => {
      const { now, replicas } = await (opened ??= open());
      return replicas.start(now.system.runFile.apps.find(({ appID }) => appID === appId)!, 2);
    },
    stop: async () => (await opened)?.replicas.stop(),
  };
};
