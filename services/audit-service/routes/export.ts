import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import type { Deps } from '../context.ts';
import type { Server } from '#platform/http/server';
import { exportEntries, type AuditEntry } from '../store/search-entries.ts';
import { auditFilter } from './schemas.ts';

const columns = [
  'id', 'event_id', 'occurred_at', 'recorded_at', 'user_id', 'actor', 'operation', 'source', 'task_id', 'correlation_id',
  'before', 'after', 'chain', 'position', 'hash', 'erased', 'assistant',
] as const satisfies (keyof AuditEntry)[];

/** RFC 4180; a cell that a spreadsheet would run as a formula gets a leading apostrophe. */
const csv = (rows: readonly (AuditEntry | Record<string, string>)[]): string =>
  stringify([...rows], {
    columns: [...columns],
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
    escape_formulas: true,
    cast: { boolean: String, date: (date) => date.toISOString() },
  });

const csvHead = csv([Object.fromEntries(columns.map((name) => [name, name]))]);

/** Without it, spreadsheets read UTF-8 in the machine's own encoding. */
const byteOrderMark = '\uFEFF';

const formats = {
  ndjson: { type: 'application/x-ndjson', head: () => '', page: (entries: AuditEntry[]) => entries.map((entry) => `${JSON.stringify(entry)}\n`).join('') },
  csv: { type: 'text/csv; charset=utf-8', head: (bom: boolean) => (bom ? byteOrderMark : '') + csvHead, page: csv },
};

const write = async function* (pages: AsyncIterable<AuditEntry[]>, head: string, page: (entries: AuditEntry[]) => string): AsyncGenerator<string> {
  yield head;
  for await (const entries of pages) yield page(entries);
};

/**
 * GET /audit/export: every entry that matches, oldest first, streamed so that memory never
 * holds them all.
 */
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
          bom: z.enum(['0', '1']).default('0').describe('1: CSV begins with a byte order mark, by which spreadsheets know UTF-8'),
          cursor: z.coerce.number().int().min(0).default(0).describe('the id of the last entry of an export that broke off: it goes on after that one'),
        }),
      },
    },
    async (request, reply) => {
      const { format, bom, cursor, ...filter } = request.query;
      const { type, head, page } = formats[format];
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="audit.${format}"`)
        .send(Readable.from(write(exportEntries(database, filter, cursor), head(bom === '1'), page)));
    },
  );
};
