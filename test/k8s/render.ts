import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { projectRoot } from '../../tools/runtime/paths.ts';

/** A reference in a container's variable. */
export interface ValueFrom {
  secretKeyRef?: { name: string; key: string; optional?: boolean };
  configMapKeyRef?: { name: string; key: string };
  fieldRef?: { fieldPath: string };
}

/** A container in the manifests. */
export interface Container {
  name: string;
  image: string;
  args?: string[];
  env?: { name: string; value?: string; valueFrom?: ValueFrom }[];
  envFrom?: { secretRef?: { name: string } }[];
  securityContext?: { allowPrivilegeEscalation?: boolean; readOnlyRootFilesystem?: boolean; capabilities?: { drop?: string[] } };
  resources?: { requests?: object; limits?: { memory?: string } };
  [field: string]: unknown;
}

/** The template from which a Deployment, a StatefulSet or a Job makes pods. */
export interface PodTemplate {
  metadata: { labels: Record<string, string>; annotations?: Record<string, string> };
  spec: {
    initContainers?: Container[];
    containers: Container[];
    securityContext?: { runAsNonRoot?: boolean; runAsUser?: number; seccompProfile?: { type: string } };
    terminationGracePeriodSeconds?: number;
    automountServiceAccountToken?: boolean;
    serviceAccountName?: string;
    topologySpreadConstraints?: object[];
  };
}

/** Any rendered manifest. */
export interface Manifest {
  kind: string;
  apiVersion: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  // Each kind has its own shape; the tests say what they look at.
  // oxlint-disable-next-line typescript/no-explicit-any
  spec?: any;
  data?: Record<string, string>;
  scopes?: string[];
}

const kubectlOfCluster = join(process.env['LOCAL_CLUSTER_CACHE'] ?? join(homedir(), '.cache/local-cluster'), 'bin/kubectl');

/** kubectl from the PATH, or that of the local cluster; undefined if there is neither. */
export const kubectl: string | undefined = ['kubectl', kubectlOfCluster].find(
  (program) => (program === 'kubectl' || existsSync(program)) && spawnSync(program, ['kustomize', '--help'], { stdio: 'ignore' }).status === 0,
);

/** The manifests of a kustomization; throws kubectl's message. */
export const render = (folder: string): Manifest[] => {
  const { status, stdout, stderr } = spawnSync(kubectl!, ['kustomize', join(projectRoot, folder)], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(stderr);
  return parseAllDocuments(stdout).map((document) => document.toJS() as Manifest);
};

/** The manifests of one kind. */
export const ofKind = (manifests: readonly Manifest[], kind: string): Manifest[] => manifests.filter((one) => one.kind === kind);

const workloads = new Set(['Deployment', 'StatefulSet', 'Job']);

/** Everything that makes pods, with its template. */
export const podsOf = (manifests: readonly Manifest[]): { name: string; namespace: string; template: PodTemplate }[] =>
  manifests
    .filter(({ kind }) => workloads.has(kind))
    .map(({ metadata, spec }) => ({ name: metadata.name, namespace: metadata.namespace ?? 'default', template: spec.template as PodTemplate }));

/** All containers of a pod. */
export const containersOf = ({ spec }: PodTemplate): Container[] => [...(spec.initContainers ?? []), ...spec.containers];
