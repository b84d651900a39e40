import { z } from 'zod';
import { pageOf } from '#contracts/http/answer';
import { failure } from '#contracts/http/ops/failures';
import { cutPage } from '#platform/http/page';
import type { Server } from '#platform/http/server';
import { listFailures } from '../store/list-failures.ts';
import { failureCursor, failureFilter, splitCursor, toFilter, type FailureRouteDeps } from './failure-schemas.ts';

const query = failureFilter.extend({
  cursor: failureCursor.optional().describe('next_cursor of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** GET /ops/dead-letters: what failed, the newest first. */
export const getFailures = (app: Server, { database, auth }: FailureRouteDeps): void => {
  app.get(
    '/ops/dead-letters',
    {
      onRequest: auth.requireAdmin,
      schema: {
        summary: 'List failed events',
        description: 'One entry for each consumer that failed with an event; open ones and those being replayed unless `state` says otherwise.',
        tags: ['operations'],
        querystring: query,
        response: { 200: pageOf(failure) },
      },
    },
    async ({ query: { cursor, limit, ...filter } }) => {
      const [at, id] = cursor === undefined ? [] : splitCursor(cursor);
      const before = at === undefined ? undefined : { at, id: id! };
      const { items, last } = cutPage(await listFailures(database, toFilter(filter), before, limit + 1), limit);
      return { items, next_cursor: last === undefined ? null : `${last.last_failed_at.getTime()}.${last.id}` };
    },
  );
};
