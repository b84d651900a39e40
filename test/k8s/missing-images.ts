import { setInterval } from 'node:timers/promises';
import { kubeGet } from './kube.ts';

interface ContainerStatus {
  image: string;
  state?: { waiting?: { reason?: string } };
}

/** Pods as the API server lists them. */
export interface Pods {
  items: { status: { initContainerStatuses?: ContainerStatus[]; containerStatuses?: ContainerStatus[] } }[];
}

/**
 * A pull that has failed once may yet succeed; with these reasons it has given up, or never
 * tries.
 */
const hopeless = new Set(['ErrImageNeverPull', 'ImagePullBackOff', 'InvalidImageName']);

/**
 * The images that keep containers from starting because they are not in the cluster and
 * cannot be pulled.
 */
export const missingImages = ({ items }: Pods): string[] => {
  const containers = items.flatMap(({ status: { initContainerStatuses = [], containerStatuses = [] } }) => [...initContainerStatuses, ...containerStatuses]);
  return [...new Set(containers.filter(({ state }) => hopeless.has(state?.waiting?.reason ?? '')).map(({ image }) => image))];
};

/**
 * Rejects as soon as a pod of the system waits for an image that will not come; ends with
 * the signal.
 */
export const refuseMissingImages = async (signal: AbortSignal): Promise<never> => {
  for await (const _ of setInterval(2_000, undefined, { signal })) {
    const missing = missingImages(await kubeGet<Pods>('-n', 'todo', 'pods').catch(() => ({ items: [] })));
    if (missing.length > 0) throw new Error(`no such image: ${missing.join(', ')}: build it, or bring it into the cluster (docs/deploy/minikube.md)`);
  }
  throw new Error('the watch has ended');
};
