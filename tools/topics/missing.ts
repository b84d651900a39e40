import { topics } from '#contracts/topics';

/** Throws for a name that is not in the contracts: there is no point in waiting for a typo. */
export const refuseUnknown = (needed: readonly string[]): void => {
  const known = new Set(topics.map(({ name }) => name));
  const unknown = needed.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`no topic of contracts/topics.ts: ${unknown.join(', ')}`);
};

/** Throws, saying what to do, when the broker does not have a topic that a service needs. */
export const refuseMissing = (needed: readonly string[], found: readonly string[]): void => {
  const missing = needed.filter((name) => !found.includes(name));
  if (missing.length === 0) return;
  throw new Error(
    `missing topics: ${missing.join(', ')}. Create them with npm run topics -- apply (on Kubernetes the Job topics-<version> does), ` +
      'and see that this principal may describe them (npm run acls -- check)',
  );
};
