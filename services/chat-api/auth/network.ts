import ipaddr from 'ipaddr.js';

/** The size of a network whose addresses all belong to one household or office. */
const prefixes = { ipv4: 24, ipv6: 56 } as const;

/** The network of an address, as text; an IPv4-mapped IPv6 address counts as IPv4. */
export const networkOf = (ip: string): string => {
  if (!ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  const prefix = prefixes[address.kind()];
  const bytes = address.toByteArray().map((byte, i) => byte & (0xff << Math.min(Math.max((i + 1) * 8 - prefix, 0), 8)) & 0xff);
  return `${ipaddr.fromByteArray(bytes).toString()}/${prefix}`;
};
