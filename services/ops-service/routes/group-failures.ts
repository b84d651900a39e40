import { z } from 'zod';
import { cutPage } from '#platform/http/page';
import type { Server } from '#platform/http/server';
import { groupFailures } from '../store/group-failures.ts';
import { failureFilter, failureShown, groupCursor, splitCursor, toFilter, type FailureRouteDeps } from './failure-schemas.ts';

const query = failureFilter.extend({
  cursor: groupCursor.optional().describe('next_cursor of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

const groupShown = failureShown.pick({ group: true, consumer: true, event_type: true, reason: true, error_class: true }).extend({
  message: z.string().describe('of the newest'),
  count: z.int().describe('failures that match the filter'),
  open: z.int().describe('those of them that are open or being replayed'),
  first_seen: z.date(),
  last_seen: z.date(),
});

/** GET /ops/dead-letters/groups: failures alike as one, the group that failed last first. */
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
        response: { 200: z.object({ items: z.array(groupShown), next_cursor: z.string().nullable() }) },
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
