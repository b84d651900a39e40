import type { Queryable } from '#platform/db/database';
import { exportPages, type ExportPart } from '../store/export-pages.ts';

const rows: readonly ExportPart[] = ['tasks', 'messages', 'acts'];

const list = async function* (pages: AsyncIterable<object[]>): AsyncGenerator<string> {
  let separator = '';
  for await (const page of pages) {
    yield separator + page.map((row) => JSON.stringify(row)).join(',\n');
    separator = ',\n';
  }
};

/**
 * Writes an export as one JSON object, page by page, so that memory never holds all of it;
 * `head` is the short part.
 */
export const writeExport = async function* (db: Queryable, user_id: string, head: Record<string, unknown>): AsyncGenerator<string> {
  yield '{';
  for (const [name, value] of Object.entries(head)) yield `${JSON.stringify(name)}:${JSON.stringify(value)},\n`;
  for (const [index, part] of rows.entries()) {
    yield `${index === 0 ? '' : ',\n'}${JSON.stringify(part)}:[`;
    yield* list(exportPages(db, user_id, part));
    yield ']';
  }
  yield '}\n';
};
