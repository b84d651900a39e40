import type { Modelled } from './model.ts';
import { joined } from './text.ts';

const pathTo = (path: string, id: string): string => `          - {path: ${path}, pathType: Prefix, backend: {service: {name: ${id}, port: {name: http}}}}`;

/**
 * The end of k8s/components/ingress/ingress.yaml: the paths of each service; the gateway
 * has the rest.
 */
export const ingressPaths = (model: readonly Modelled[]): string =>
  joined([
    ...model.flatMap(({ id, prefixes = [], upgrades = [] }) => [...prefixes, ...upgrades].map((path) => pathTo(path, id))),
    ...model.filter(({ gateway }) => gateway).map(({ id }) => pathTo('/', id)),
  ]);
