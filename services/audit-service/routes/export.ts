import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Deps } from '../context.ts';
import type { Server } from '#platform/http/server';
import { csvLine } from '../domain/csv.ts';
import { exportEntries, type AuditEntry } from '../store/search-entries.ts';
import { auditFilter } from './schemas.ts';

const columns = [
  'id', 'event_id', 'occurred_at', 'recorded_at', 'user_id', 'actor', 'operation', 'source', 'task_id', 'correlation_id',
  'before', 'after', 'chain', 'position', 'hash', 'erased',
] as const satisfies (keyof AuditEntry)[];

const timeText = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);

const formats = {
  ndjson: { type: 'application/x-ndjson', head: '', line: (entry: AuditEntry): string => `${JSON.stringify(entry)}\n` },
  csv: {
    type: 'text/csv; charset=utf-8',
    head: csvLine(columns),
    line: (entry: AuditEntry): string => csvLine(columns.map((name) => timeText(entry[name]))),
  },
};

const write = async function* (pages: AsyncIterable<AuditEntry[]>, { head, line }: (typeof formats)['csv']): AsyncGenerator<string> {
  yield head;
  for await (const page of pages) yield page.map(line).join('');
};

/** GET /audit/export: every entry that matches, oldest first, as a download that never stands in memory whole. */
export const exportTrail = (app: Server, { database, auth }: Deps): void => {
  app.get(
    '/audit/export',
    {
      preHandler: auth.requireAdmin,
      schema: {
        summary: 'Export the audit trail',
        description: 'Oldest first. It ends when the client leaves, and goes on after the entry whose id is given as `cursor`.',
        tags: ['audit'],
        querystring: auditFilter.extend({
          format: z.enum(['csv', 'ndjson']).default('ndjson'),
          cursor: z.coerce.number().int().min(0).default(0).describe('the id of the last entry of an export that broke off: it goes on after that one'),
        }),
      },
    },
    async (request, reply) => {
      const { format, cursor, ...filter } = request.query;
      return reply
        .type(formats[format].type)
        .header('content-disposition', `attachment; filename="audit.${format}"`)
        .send(Readable.from(write(exportEntries(database, filter, cursor), formats[format])));
    },
  );
};
