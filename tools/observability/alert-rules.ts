import { defaultLimits } from '../../services/ops-service/domain/default-limits.ts';

const comment = '# Written by `npm run observability` from rules.template.yaml, with the limits of ops-service: change those.\n';

const limits: ReadonlyMap<string, number> = new Map(Object.entries(defaultLimits));

const limitOf = (name: string): string => {
  const limit = limits.get(name);
  if (limit === undefined) throw new Error(`the template of the alert rules names a limit that ops-service does not have: ${name}`);
  return String(limit);
};

/** The recordings and alerts of Prometheus, from their template. */
export const alertRules = (template: string): string => comment + template.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => limitOf(name));
