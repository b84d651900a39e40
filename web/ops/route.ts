/** Where in the operator's page one is: its overview with a filter of the failures, one failure, or the trail of one request. */
export type OpsRoute = { kind: 'trail'; id: string } | { kind: 'overview'; panel: string | null; filter: Record<string, string> } | { kind: 'failure'; id: string };

const base = '#/ops';

const inside = /^#\/ops(?:\/([\w-]+)(?:\/([\w-]+))?)?(?:\?(.*))?$/;

const ofTrail = /^#\/trail\/([^/?]+)$/;

/** The route that a hash names, or null where it is no place of this page. The hashes are the paths of the HTTP interface, so that an alert's path leads here. */
export const readRoute = (hash: string): OpsRoute | null => {
  const trail = ofTrail.exec(hash)?.[1];
  if (trail !== undefined) return { kind: 'trail', id: decodeURIComponent(trail) };
  const match = inside.exec(hash);
  if (match === null) return null;
  const [, panel = null, id, search = ''] = match;
  if (panel === 'dead-letters' && id !== undefined) return { kind: 'failure', id };
  return { kind: 'overview', panel, filter: Object.fromEntries(new URLSearchParams(search)) };
};

/** The hash of one failure. */
export const failureHash = (id: string): string => `${base}/dead-letters/${id}`;

/** The hash of what one request led to. */
export const trailHash = (correlationId: string): string => `#/trail/${encodeURIComponent(correlationId)}`;

/** The hash of the failures that a filter leaves. */
export const listHash = (filter: Record<string, string>): string => {
  const search = new URLSearchParams(filter).toString();
  return search === '' ? base : `${base}/dead-letters?${search}`;
};

/** The hash for a path of the HTTP interface, such as an alert names. */
export const hashOf = (path: string): string => `#${path}`;
