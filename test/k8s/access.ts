import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resourcesIn } from '../../tools/dapr/resources.ts';
import { projectRoot } from '../../tools/runtime/paths.ts';

/** One rule of who may invoke what. */
interface Operation {
  name: string;
  httpVerb: string[];
  action: string;
}

/** The Configuration of a sidecar. */
export interface Configuration {
  metadata: { name: string };
  spec: {
    api: { allowed: { name: string; version: string; protocol: string }[] };
    accessControl: { defaultAction: string; trustDomain: string; policies: { appId: string; namespace: string; trustDomain: string; defaultAction: string; operations: Operation[] }[] };
  };
}

/** The Configuration of an app. */
export const readConfiguration = (app: string): Configuration =>
  resourcesIn(readFileSync(join(projectRoot, `k8s/base/configurations/${app}.yaml`), 'utf8'))[0] as unknown as Configuration;

/**
 * Matches as daprd does: `/a/**` is /a and everything below it, `/a/*` one level below /a,
 * and any other name itself and everything below it.
 */
const covers = (name: string, path: string): boolean => {
  if (name.endsWith('/**')) return `${path}/`.startsWith(name.slice(0, -2));
  if (name.endsWith('/*')) return path.startsWith(name.slice(0, -1)) && !path.slice(name.length - 1).includes('/');
  return `${path}/`.startsWith(`${name}/`);
};

/** Whether a sidecar with this Configuration lets a caller in. */
export const mayInvoke = ({ spec }: Configuration, caller: string, verb: string, path: string): boolean => {
  const operations = spec.accessControl.policies.find(({ appId }) => appId === caller)?.operations ?? [];
  // The first name that matches decides, whatever its verbs are.
  const found = operations.find(({ name }) => covers(name, path));
  return found?.action === 'allow' && found.httpVerb.includes(verb);
};
