import { expect } from 'vitest';
import type { Person } from './client.ts';

/**
 * Archives the failures that other suites left open. Those of the probe are all of one kind,
 * since titles are masked in their messages.
 */
export const archiveOpen = async (admin: Person): Promise<void> => {
  const groups = async () => (await admin.call<{ items: { group: string }[] }>('GET', '/ops/dead-letters/groups?state=open&limit=100')).body.items;
  // One page of them at a time.
  for (let left = await groups(); left.length > 0; left = await groups()) {
    for (const { group } of left) expect((await admin.call('POST', `/ops/dead-letters/groups/${group}/archive`, { reason: 'left by a test' })).status).toBe(200);
  }
};
