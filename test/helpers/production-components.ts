import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { resourcesIn, type Resource } from '../../tools/dapr/resources.ts';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { patched, type Operation } from './json-patch.ts';

/** The overlay that turns the local components into those of production. */
export const overlay = join(projectRoot, 'k8s/overlays/production/components');

const read = (file: string): unknown => parse(readFileSync(join(overlay, file), 'utf8'));

interface Kustomization {
  patches: { path: string; target: { kind: string; name: string } }[];
}

/** The patches of the overlay that fit a resource, applied to it. */
export const inProduction = <T extends Resource>(resource: T): T => {
  const { patches } = read('kustomization.yaml') as Kustomization;
  const fitting = patches.filter(({ target }) => target.kind === resource.kind && new RegExp(`^(?:${target.name})$`).test(resource.metadata.name));
  return fitting.reduce((document, { path }) => patched(document, read(path) as Operation[]), resource);
};

/** The text of a resource file as it is in production. */
export const textInProduction = (text: string): string =>
  resourcesIn(text).map((resource) => stringify(inProduction(resource))).join('---\n');
