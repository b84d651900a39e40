import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { clusterTool, hasClusterTool, runCluster } from '../../tools/k8s/cluster-tool.ts';
import { buildAppImage, buildMissingParts } from '../../tools/k8s/images.ts';
import { findHelm } from '../../tools/k8s/redpanda.ts';
import { readRelease } from '../../tools/k8s/release.ts';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { kube, kubeGet } from './kube.ts';

const say = (line: string): void => void process.stderr.write(`[k8s] ${line}\n`);

/** The output of `cluster env`: the paths of its kubeconfig and of Dapr's chart. */
const readEnv = (): Record<string, string> => {
  const { stdout } = spawnSync('bash', ['-c', `eval "$(${clusterTool()} env)"; printf '%s\\n%s' "$KUBECONFIG" "$DAPR_CHART"`], { encoding: 'utf8' });
  const [KUBECONFIG = '', DAPR_CHART = ''] = stdout.split('\n');
  return { KUBECONFIG, DAPR_CHART };
};

const isUp = (): boolean => spawnSync(clusterTool(), ['status'], { stdio: 'ignore' }).status === 0;

const installDapr = (chart: string): void => {
  const values = join(projectRoot, 'k8s/dapr/values.yaml');
  const { status, stderr } = spawnSync(findHelm()!, ['upgrade', 'dapr', chart, '-n', 'dapr-system', '--reuse-values', '-f', values, '--wait'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
};

/** The images in the cluster's node, by the names that manifests use. */
const imagesPresent = async (): Promise<Set<string>> => {
  const { items } = await kubeGet<{ items: { status: { images?: { names?: string[] }[] } }[] }>('nodes');
  const names = items.flatMap(({ status }) => status.images ?? []).flatMap(({ names = [] }) => names);
  return new Set(names.map((name) => name.replace(/^docker\.io\//, '')));
};

const startLocal = async (): Promise<{ down: () => void }> => {
  const wasUp = isUp();
  if (!wasUp) {
    say('the cluster');
    runCluster('up');
  }
  const { KUBECONFIG, DAPR_CHART } = readEnv();
  process.env['KUBECONFIG'] = KUBECONFIG;
  if (!wasUp) installDapr(DAPR_CHART!);
  say('images that are missing');
  buildMissingParts(await imagesPresent());
  await buildAppImage(readRelease().image);
  return { down: () => (wasUp || process.env['K8S_KEEP'] !== undefined ? undefined : runCluster('down')) };
};

const checkGiven = async (): Promise<{ down: () => void }> => {
  await kube('get', 'crd', 'components.dapr.io').catch(() => {
    throw new Error('Dapr is not in the cluster that KUBECONFIG names: install it as docs/deploy/minikube.md says');
  });
  return { down: () => undefined };
};

/**
 * The cluster that KUBECONFIG names, with the image of k8s/release in it, or one of our
 * own, which `down` ends again.
 */
export const ensureCluster = async (): Promise<{ down: () => void }> => {
  if (process.env['KUBECONFIG'] !== undefined) return checkGiven();
  if (!hasClusterTool()) throw new Error('there is no cluster: set KUBECONFIG, or CLUSTER_TOOL to the tool that starts one');
  return startLocal();
};
