import { z } from 'zod';
import { pageOf } from '#contracts/http/answer';
import { failureGroup } from '#contracts/http/ops/failures';
import { cutPage } from '#platform/http/page';
import type { Server } from '#platform/http/server';
import { groupFailures } from '../store/group-failures.ts';
import { failureFilter, groupCursor, splitCursor, toFilter, type FailureRouteDeps } from './failure-schemas.ts';

const query = failureFilter.extend({
  cursor: groupCursor.optional().describe('next_cursor of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** GET /ops/dead-letters/groups: failures grouped by kind, the latest group first. */
export const getFailureGroups = (app: Server, { database, auth }: FailureRouteDeps): void => {
  app.get(
    '/ops/dead-letters/groups',
    {
      onRequest: auth.requireAdmin,
      schema: {
        summary: 'List groups of failed events',
        description: 'Failures are alike when consumer, event type, error class and the message without its ids and numbers are the same.',
        tags: ['operations'],
        querystring: query,
        response: { 200: pageOf(failureGroup) },
      },
    },
    async ({ query: { cursor, limit, ...filter } }) => {
      const [at, fingerprint] = cursor === undefined ? [] : splitCursor(cursor);
      const before = at === undefined ? undefined : { at, group: fingerprint! };
      const { items, last } = cutPage(await groupFailures(database, toFilter(filter), before, limit + 1), limit);
      return { items, next_cursor: last === undefined ? null : `${last.last_seen.getTime()}.${last.group}` };
    },
  );
};
