import { lookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as lookupAll } from 'node:dns/promises';
import { Agent } from 'node:https';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Endpoints, as host:port, that may have a private address: those of tests. */
export type AllowedEndpoints = ReadonlySet<string>;

/** Says that an endpoint was refused because its address is not public. */
export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress';
  readonly code = 'PRIVATE_ADDRESS';
}

/**
 * Whether an IP address belongs to the public internet: not private, loopback, link-local,
 * mapped, translated or reserved.
 */
export const isPublic = (address: string): boolean => ipaddr.isValid(address) && ipaddr.parse(address).range() === 'unicast';

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

const endpointOf = (url: URL): string => `${bare(url.hostname)}:${url.port || 443}`;

/** Why an endpoint is refused as written, before its name is looked up; null if it may pass. */
export const refuseEndpoint = (text: string, allowed: AllowedEndpoints): string | null => {
  if (!URL.canParse(text)) return 'must be an absolute https URL';
  const url = new URL(text);
  if (url.protocol !== 'https:') return 'must be an https URL';
  if (url.username !== '' || url.password !== '') return 'must not carry a user name or password';
  if (allowed.has(endpointOf(url))) return null;
  const host = bare(url.hostname);
  return isIP(host) !== 0 && !isPublic(host) ? 'must not be on a private, loopback or link-local address' : null;
};

/** Why an endpoint is refused after its name was looked up: every address must be public. */
export const refuseAddress = async (text: string, allowed: AllowedEndpoints): Promise<string | null> => {
  const written = refuseEndpoint(text, allowed);
  const url = new URL(URL.canParse(text) ? text : 'https://invalid.invalid');
  if (written !== null || allowed.has(endpointOf(url)) || isIP(bare(url.hostname)) !== 0) return written;
  const addresses = await lookupAll(url.hostname, { all: true }).catch(() => []);
  if (addresses.length === 0) return 'must be on a host that can be found: a push service of the public internet';
  return addresses.every(({ address }) => isPublic(address)) ? null : 'must not resolve to a private, loopback or link-local address';
};

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/**
 * A DNS look-up that fails unless all addresses are public. The connection uses the
 * addresses that were checked, so a name cannot change in between.
 */
const lookupPublic = (hostname: string, options: LookupOptions, found: Found): void =>
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return found(error, []);
    if (!addresses.every(({ address }) => isPublic(address))) {
      return found(new PrivateAddress('the endpoint resolves to an address that is not public'), []);
    }
    const [first] = addresses;
    return options.all === true ? found(null, addresses) : found(null, first!.address, first!.family);
  });

/**
 * Connects only to public addresses and to the allowed endpoints; these may have a
 * certificate authority of tests.
 */
export const createPublicAgents = (allowed: AllowedEndpoints, testCa?: string): { agentFor(endpoint: string): Agent; close(): void } => {
  const open = new Agent({ keepAlive: true, maxSockets: 20, lookup: lookupPublic });
  const tests = new Agent({ keepAlive: false, ...(testCa === undefined ? {} : { ca: testCa }) });
  return {
    agentFor: (endpoint) => {
      const refused = refuseEndpoint(endpoint, allowed);
      if (refused !== null) throw new PrivateAddress(`the endpoint ${refused}`);
      return allowed.has(endpointOf(new URL(endpoint))) ? tests : open;
    },
    close: () => {
      open.destroy();
      tests.destroy();
    },
  };
};
