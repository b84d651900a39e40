import type { Page } from '#contracts/http/answer';
import type { FailureGroup } from '#contracts/http/ops/failures';
import type { Client } from './client.ts';
import { Refused } from './errors.ts';

const wholeLength = 64;
const pageSize = '500';

/** Completes a group's fingerprint from its beginning; rejects when none or several match. */
export const resolveGroup = async (client: Client, beginning: string): Promise<string> => {
  if (beginning.length >= wholeLength) return beginning;
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<FailureGroup> = await client.get('/ops/dead-letters/groups', { state: 'all', limit: pageSize, cursor });
    found.push(...page.items.map(({ group }) => group).filter((group) => group.startsWith(beginning)));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  if (found.length === 1) return found[0]!;
  throw new Refused(found.length === 0 ? `No group begins with ${beginning}: see npm run ops -- groups` : `${found.length} groups begin with ${beginning}: type more of it`);
};
