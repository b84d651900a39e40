import { lookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as lookupAll } from 'node:dns/promises';
import { Agent } from 'node:https';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Endpoints, as host:port, that may be on a private address: those of tests. */
export type AllowedEndpoints = ReadonlySet<string>;

/** An endpoint on an address that is not public was refused. */
export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress';
  readonly code = 'PRIVATE_ADDRESS';
}

/** Whether an IP address is one of the public internet: no private, loopback, link-local, mapped, translated or reserved one. */
export const isPublic = (address: string): boolean => ipaddr.isValid(address) && ipaddr.parse(address).range() === 'unicast';

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

const endpointOf = (url: URL): string => `${bare(url.hostname)}:${url.port || 443}`;

/** Why an endpoint is refused as it is written, before anything is looked up; null where nothing speaks against it. */
export const refuseEndpoint = (text: string, allowed: AllowedEndpoints): string | null => {
  if (!URL.canParse(text)) return 'must be an absolute https URL';
  const url = new URL(text);
  if (url.protocol !== 'https:') return 'must be an https URL';
  if (url.username !== '' || url.password !== '') return 'must not carry a user name or password';
  if (allowed.has(endpointOf(url))) return null;
  const host = bare(url.hostname);
  return isIP(host) !== 0 && !isPublic(host) ? 'must not be on a private, loopback or link-local address' : null;
};

/** Why an endpoint is refused now that its name is looked up: every address must be public. */
export const refuseAddress = async (text: string, allowed: AllowedEndpoints): Promise<string | null> => {
  const written = refuseEndpoint(text, allowed);
  const url = new URL(URL.canParse(text) ? text : 'https://invalid.invalid');
  if (written !== null || allowed.has(endpointOf(url)) || isIP(bare(url.hostname)) !== 0) return written;
  const addresses = await lookupAll(url.hostname, { all: true }).catch(() => []);
  if (addresses.length === 0) return 'must be on a host that can be found: a push service of the public internet';
  return addresses.every(({ address }) => isPublic(address)) ? null : 'must not resolve to a private, loopback or link-local address';
};

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/** A DNS lookup that fails unless all addresses are public: what is checked is what is connected to, so a name cannot change in between. */
const lookupPublic = (hostname: string, options: LookupOptions, found: Found): void =>
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return found(error, []);
    if (!addresses.every(({ address }) => isPublic(address))) {
      return found(new PrivateAddress('the endpoint resolves to an address that is not public'), []);
    }
    const [first] = addresses;
    return options.all === true ? found(null, addresses) : found(null, first!.address, first!.family);
  });

/** Connections to public addresses only, and to the allowed endpoints, whose authority may be one of tests. */
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
