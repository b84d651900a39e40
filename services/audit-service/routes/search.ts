import { z } from 'zod';
import { pageOf } from '#contracts/http/answer';
import { auditEntry } from '#contracts/http/audit';
import type { Deps } from '../context.ts';
import type { Server } from '#platform/http/server';
import { searchEntries } from '../store/search-entries.ts';
import { auditFilter } from './schemas.ts';

const query = auditFilter.extend({
  cursor: z.coerce.number().int().min(1).optional().describe('next_cursor of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** GET /audit: the trail, newest first. */
export const search = (app: Server, { database, auth }: Deps): void => {
  app.get(
    '/audit',
    {
      preHandler: auth.requireAdmin,
      schema: {
        summary: 'Search the audit trail',
        tags: ['audit'],
        querystring: query,
        response: { 200: pageOf(auditEntry) },
      },
    },
    async (request) => {
      const { cursor, limit, ...filter } = request.query;
      // Bytes limit a page too, so only another look tells whether it was the last.
      const items = await searchEntries(database, filter, cursor, limit);
      const last = items.at(-1);
      const more = last === undefined ? [] : await searchEntries(database, filter, last.id, 1);
      return { items, next_cursor: more.length === 0 ? null : String(last!.id) };
    },
  );
};
