import type { z } from 'zod';
import type { auditEntry } from '#contracts/http/audit';
import type { Queryable } from '#platform/db/database';
import { fitsPage, runningBytes } from '#platform/db/page-bytes';
import { plannedAnew } from '#platform/db/statements';
import { payloadBytes } from './payload-bytes.ts';

/** The conditions of a search; all that are given must hold. */
export interface AuditFilter {
  user_id?: string | undefined;
  task_id?: string | undefined;
  operation?: string | undefined;
  /** The request that the entry came from. */
  correlation_id?: string | undefined;
  /** Instants, from inclusive, to exclusive. */
  from?: string | undefined;
  to?: string | undefined;
  /** Words that the entry contains. */
  q?: string | undefined;
}

/** An entry as the API shows it. */
export type AuditEntry = z.output<typeof auditEntry>;

const columns = `id, event_id, occurred_at, recorded_at, user_id, actor, operation, source, task_id, correlation_id, payload,
  chain, position, encode(hash, 'hex') as hash, erased_at is not null as erased`;

type Row = Omit<AuditEntry, 'before' | 'after' | 'assistant'> & { payload: string | null };

/**
 * The payload is parsed here, because PostgreSQL's JSON functions refuse some texts that
 * JSON allows.
 */
const toEntry = ({ payload, ...row }: Row): AuditEntry => {
  const { before = null, after = null, assistant = null } = JSON.parse(payload ?? '{}') as Partial<AuditEntry>;
  return { ...row, assistant, before, after };
};

/** Only the conditions that are given become SQL. */
const conditions: Record<keyof AuditFilter, string> = {
  user_id: 'user_id = ?',
  task_id: 'task_id = ?',
  operation: 'operation = ?',
  correlation_id: 'correlation_id = ?',
  from: 'occurred_at >= ?',
  to: 'occurred_at < ?',
  // Entries keep letters as they were written, composed or decomposed.
  q: `search @@ (select websearch_to_tsquery('simple', normalize(q, NFC)) || websearch_to_tsquery('simple', normalize(q, NFD)) from (select ?::text as q) asked)`,
};

interface Range {
  bounds: [condition: string, value: number][];
  order: 'id' | 'id desc';
  limit: number;
}

const page = async (db: Queryable, filter: AuditFilter, { bounds, order, limit }: Range): Promise<AuditEntry[]> => {
  const asked = (Object.keys(conditions) as (keyof AuditFilter)[]).filter((name) => filter[name] !== undefined);
  const terms = [...asked.map((name): [string, unknown] => [conditions[name], filter[name]]), ...bounds];
  const where = terms.map(([condition], i) => condition.replace('?', `$${i + 1}`)).join(' and ') || 'true';
  const rows = await db.query<Row>(
    `${plannedAnew}select ${columns} from (select *, ${runningBytes(order, payloadBytes)} from audit_entries where ${where} order by ${order} limit ${limit}) page where ${fitsPage} order by ${order}`,
    terms.map(([, value]) => value),
  );
  return rows.map(toEntry);
};

/**
 * Entries that match, newest first, older than `before` if given; fewer than `limit` if
 * they are large.
 */
export const searchEntries = (db: Queryable, filter: AuditFilter, before: number | undefined, limit: number): Promise<AuditEntry[]> =>
  page(db, filter, { bounds: before === undefined ? [] : [['id < ?', before]], order: 'id desc', limit });

/**
 * Entries that match, oldest first, in pages, after `from` and up to the newest entry at
 * the start.
 */
export const exportEntries = async function* (db: Queryable, filter: AuditFilter, from: number): AsyncGenerator<AuditEntry[]> {
  const [newest] = await db.query<{ id: number }>('select coalesce(max(id), 0) as id from audit_entries');
  let after = from;
  for (;;) {
    const entries = await page(db, filter, { bounds: [['id > ?', after], ['id <= ?', newest!.id]], order: 'id', limit: 1_000 });
    if (entries.length === 0) return;
    yield entries;
    after = entries.at(-1)!.id;
  }
};
