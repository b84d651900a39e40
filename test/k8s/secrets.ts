import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { containersOf, ofKind, type Manifest, type PodTemplate } from './render.ts';

/** A key of a Secret or a ConfigMap without which a container cannot start. */
export interface Need {
  source: string;
  /** Undefined if it is taken as a whole. */
  key?: string;
}

/**
 * What the containers of a pod, and its sidecar through annotations, take from Secrets;
 * optional ones are left out.
 */
export const secretNeeds = (template: PodTemplate): Need[] => {
  const { annotations = {} } = template.metadata;
  const tokens = ['dapr.io/api-token-secret', 'dapr.io/app-token-secret'].flatMap((name) => (annotations[name] ? [{ source: annotations[name], key: 'token' }] : []));
  const sidecar = (annotations['dapr.io/env-from-secret'] ?? '').split(',').map((part) => part.split('=')[1]?.trim().split(':'));
  return [
    ...tokens,
    ...sidecar.flatMap((pair) => (pair === undefined ? [] : [{ source: pair[0]!, key: pair[1]! }])),
    ...containersOf(template).flatMap(({ env = [], envFrom = [] }) => [
      ...env.flatMap(({ valueFrom }) => (valueFrom?.secretKeyRef && !valueFrom.secretKeyRef.optional ? [{ source: valueFrom.secretKeyRef.name, key: valueFrom.secretKeyRef.key }] : [])),
      ...envFrom.flatMap(({ secretRef }) => (secretRef ? [{ source: secretRef.name }] : [])),
    ]),
  ];
};

/** The Secrets that an overlay creates itself, each with its keys. */
export const madeSecrets = (manifests: readonly Manifest[]): Map<string, Set<string>> =>
  new Map(ofKind(manifests, 'Secret').map(({ metadata, data = {} }) => [metadata.name, new Set(Object.keys(data))]));

const quoted = (cell: string): string[] => [...cell.matchAll(/`([\w.-]+)`/g)].map(([, word]) => word!);

/**
 * The Secrets that docs/deploy/production.md asks for, each with its keys, from rows such
 * as | `chat-api` | `DATABASE_URL`, … |.
 */
export const documentedSecrets = (): Map<string, Set<string>> => {
  const text = readFileSync(join(projectRoot, 'docs/deploy/production.md'), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|'));
  return new Map(rows.flatMap(([, names, keys]) => quoted(names!).map((name) => [name, new Set(quoted(keys!))] as const)));
};
