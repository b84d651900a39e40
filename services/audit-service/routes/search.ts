import { z } from 'zod';
import type { Deps } from '../context.ts';
import type { Server } from '#platform/http/server';
import { searchEntries } from '../store/search-entries.ts';
import { auditEntry, auditFilter } from './schemas.ts';

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
        response: { 200: z.object({ items: z.array(auditEntry), next_cursor: z.string().nullable() }) },
      },
    },
    async (request) => {
      const { cursor, limit, ...filter } = request.query;
      const items = await searchEntries(database, filter, cursor, limit);
      return { items, next_cursor: items.length < limit ? null : String(items.at(-1)!.id) };
    },
  );
};
