import { expect, it } from 'vitest';
import { createHosts } from './slow-hosts.ts';

const limits = { perHost: 3, slow: 2, slowForMs: 60_000 };

it('lets each host have its part and no more', () => {
  const hosts = createHosts(limits, () => 0);
  const places = [1, 2, 3].map(() => hosts.enter('a'));
  expect([hosts.enter('a'), hosts.enter('b') !== null]).toEqual([null, true]);
  places[0]!.leave(false);
  expect(hosts.enter('a')).not.toBeNull();
});

it('lets all hosts that were slow share a few places, until their time is over', () => {
  let at = 0;
  const hosts = createHosts(limits, () => at);
  for (const host of ['a', 'b', 'c']) hosts.enter(host)!.leave(true);
  const [first, second] = [hosts.enter('a'), hosts.enter('b')];
  expect([first !== null, second !== null, hosts.enter('c'), hosts.enter('quick') !== null]).toEqual([true, true, null, true]);
  first!.leave(false);
  expect(hosts.enter('c')).not.toBeNull();
  at = 60_000;
  expect(hosts.enter('b')).not.toBeNull();
});
