import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../runtime/paths.ts';

/** The manifests of overlays/minikube that Redpanda's chart makes. */
export const renderedFile = join(projectRoot, 'k8s/redpanda/minikube/redpanda.yaml');

const helmOfCluster = (): string => join(process.env['LOCAL_CLUSTER_CACHE'] ?? join(homedir(), '.cache/local-cluster'), 'bin/helm');

/** Helm of the PATH, or that of the local cluster; undefined without either. */
export const findHelm = (): string | undefined =>
  ['helm', helmOfCluster()].find((helm) => spawnSync(helm, ['version'], { stdio: 'ignore' }).status === 0);

/**
 * The folder of Redpanda's chart: REDPANDA_CHART, or its place beside the project;
 * undefined when there is none.
 */
export const findChart = (): string | undefined =>
  [process.env['REDPANDA_CHART'], join(projectRoot, '../shared/charts/redpanda')].find((folder) => folder !== undefined && existsSync(join(folder, 'Chart.yaml')));

/**
 * Renders the chart with our values; throws Helm's message when the chart's schema refuses
 * them.
 */
export const renderRedpanda = (helm: string, chart: string, values: 'minikube' | 'production'): string => {
  const file = join(projectRoot, `k8s/redpanda/values-${values}.yaml`);
  const { status, stdout, stderr } = spawnSync(helm, ['template', 'redpanda', chart, '--namespace', 'redpanda', '--values', file], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(stderr);
  return stdout;
};

/** Whether the committed manifests match what the chart renders. */
export const isRenderedFresh = (helm: string, chart: string): boolean => readFileSync(renderedFile, 'utf8') === renderRedpanda(helm, chart, 'minikube');

/** Rewrites the manifests. */
export const writeRendered = (helm: string, chart: string): void => writeFileSync(renderedFile, renderRedpanda(helm, chart, 'minikube'));
