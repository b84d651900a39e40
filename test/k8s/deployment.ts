import { performance } from 'node:perf_hooks';
import { expect } from 'vitest';
import { readRelease } from '../../tools/k8s/release.ts';
import { services } from '../../services/catalogue.ts';
import { kube, kubeGet } from './kube.ts';
import { refuseMissingImages } from './missing-images.ts';

/** The services, by app id. */
export const apps: readonly string[] = services.map(({ id }) => id);

const say = (line: string): void => void process.stderr.write(`[k8s] ${line}\n`);
const secondsSince = (start: number): string => `${Math.round((performance.now() - start) / 1_000)} s`;

/** Waits until every pod of a Deployment has its newest version and is ready. */
export const rolledOut = (app: string): Promise<string> => kube('-n', 'todo', 'rollout', 'status', `deployment/${app}`, '--timeout=300s');

const completed = (job: string): Promise<string> => kube('-n', 'todo', 'wait', '--for=condition=complete', `job/${job}`, '--timeout=300s');

/**
 * Applies an overlay and waits until everything in it is ready; reports when each part was.
 * `project` is the folder of another version, whose overlay it is.
 */
export const deploy = async (overlay: string, project?: string): Promise<void> => {
  const { jobs } = readRelease(project);
  const start = performance.now();
  await kube('apply', '-k', overlay);
  say(`${overlay} applied`);
  const watched = async (what: string, done: Promise<string>): Promise<void> => {
    await done;
    say(`${what} after ${secondsSince(start)}`);
  };
  const watch = new AbortController();
  const ready = Promise.all([
    watched('topics there', completed(`topics-${jobs}`)),
    watched('schemas migrated', completed(`migrate-${jobs}`)),
    ...apps.map((app) => watched(`${app} ready`, rolledOut(app))),
  ]);
  await Promise.race([ready, refuseMissingImages(watch.signal)]).finally(() => watch.abort());
  say(`everything ready after ${secondsSince(start)}`);
};

interface Pods {
  items: { metadata: { name: string; deletionTimestamp?: string }; status: { phase: string; conditions?: { type: string; status: string }[] } }[];
}

/** The pods of a service that are not terminating. */
export const podsOfApp = async (app: string): Promise<Pods['items']> =>
  (await kubeGet<Pods>('-n', 'todo', 'pods', '-l', `app.kubernetes.io/name=${app}`)).items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);

/** Deletes each pod of a service, and waits until others are ready in their place. */
export const deletePods = async (app: string): Promise<void> => {
  const gone = (await podsOfApp(app)).map(({ metadata }) => metadata.name);
  await kube('-n', 'todo', 'delete', 'pod', ...gone);
  await expect.poll(async () => (await podsOfApp(app)).filter(({ metadata }) => gone.includes(metadata.name)).length, { timeout: 120_000, interval: 1_000 }).toBe(0);
  await rolledOut(app);
};

/** Restarts a service as a new version would. */
export const restart = async (app: string): Promise<void> => {
  const start = performance.now();
  await kube('-n', 'todo', 'rollout', 'restart', `deployment/${app}`);
  await rolledOut(app);
  say(`${app} restarted in ${secondsSince(start)}`);
};

/** Where people reach the system: K8S_ORIGIN, or the NodePort of chat-api on the first node. */
export const findOrigin = async (): Promise<string> => {
  const { items } = await kubeGet<{ items: { status: { addresses: { type: string; address: string }[] } }[] }>('nodes');
  const node = items[0]!.status.addresses.find(({ type }) => type === 'InternalIP')!.address;
  return process.env['K8S_ORIGIN'] ?? `http://${node}:30080`;
};
