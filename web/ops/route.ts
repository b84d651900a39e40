import { readTrailAddress } from '../trail-address.ts';

/**
 * A place in the operators' page: the overview with a filter of the failures, one failure, or
 * the trail of one request.
 */
export type OpsRoute = { kind: 'trail'; id: string } | { kind: 'overview'; panel: string | null; filter: Record<string, string> } | { kind: 'failure'; id: string };

const base = '#/ops';

const inside = /^#\/ops(?:\/([\w-]+)(?:\/([\w-]+))?)?(?:\?(.*))?$/;

/**
 * The route that a hash names; null if it is not a place in this page. The hashes are the paths
 * of the HTTP interface, so that the path of an alert leads here.
 */
export const readRoute = (hash: string): OpsRoute | null => {
  const trail = readTrailAddress(hash);
  if (trail !== null) return { kind: 'trail', id: trail };
  const match = inside.exec(hash);
  if (match === null) return null;
  const [, panel = null, id, search = ''] = match;
  if (panel === 'dead-letters' && id !== undefined) return { kind: 'failure', id };
  return { kind: 'overview', panel, filter: Object.fromEntries(new URLSearchParams(search)) };
};

/** The hash of one failure. */
export const failureHash = (id: string): string => `${base}/dead-letters/${id}`;

/** The hash of the list of failures with a filter. */
export const listHash = (filter: Record<string, string>): string => {
  const search = new URLSearchParams(filter).toString();
  return search === '' ? base : `${base}/dead-letters?${search}`;
};

/** The hash for a path of the HTTP interface, such as an alert names. */
export const hashOf = (path: string): string => `#${path}`;
