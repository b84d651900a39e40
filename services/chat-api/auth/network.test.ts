import { expect, it } from 'vitest';
import { networkOf } from './network.ts';

it.each([
  ['192.0.2.77', '192.0.2.0/24'], ['::ffff:192.0.2.77', '192.0.2.0/24'], ['2001:db8:1:2f03:4::5', '2001:db8:1:2f00::/56'], ['nonsense', 'unknown'],
])('%s is of %s', (ip, network) => expect(networkOf(ip)).toBe(network));
