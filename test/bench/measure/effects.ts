import type pg from 'pg';
import { summary, type Summary } from '../stats.ts';
import { schemasWith } from './settled.ts';
import { unmeasured } from './statements.ts';

/** An accepted task, as the client keeps it. */
export interface Accepted {
  task_id: string;
  user_id: string;
  /** When the reply was read, ms since 1970. */
  replied_at: number;
}

const committedMs = 'extract(epoch from pg_xact_commit_timestamp(xmin))::float8 * 1000';
const longestMs = 5_000;

/** What became of the events of a period. */
export interface Effects {
  /** Events handled, by consumer, and the share handled within 5 s of the event. */
  handled: Record<string, number>;
  within_5s: number;
  event_to_effect: Summary;
  reply_to_audit: Summary;
  /** Accepted tasks without an audit entry. */
  unaudited: number;
}

/**
 * An inbox row is the effect of one event at one consumer, and the event's id tells when it
 * was created.
 */
const readInboxes = async (database: pg.Client, since: Date): Promise<{ consumer: string; ms: number }[]> => {
  const parts = (await schemasWith(database, 'inbox')).map(
    (schema) =>
      `select consumer, ${committedMs} - extract(epoch from uuid_extract_timestamp(event_id))::float8 * 1000 as ms
       from ${schema}.inbox where received_at >= $1`,
  );
  return (await database.query<{ consumer: string; ms: number }>(`with ${unmeasured} handled as (${parts.join(' union all ')}) select * from handled`, [since])).rows;
};

const readAudit = async (database: pg.Client, since: Date): Promise<Map<string, number>> => {
  const { rows } = await database.query<{ task_id: string; ms: number }>(
    `select ${unmeasured} task_id, ${committedMs} as ms from audit_service.audit_entries where operation = 'task.created' and recorded_at >= $1`,
    [since],
  );
  return new Map(rows.map(({ task_id, ms }) => [task_id, ms]));
};

const countBy = (consumers: readonly string[]): Record<string, number> =>
  Object.fromEntries([...new Set(consumers)].sort().map((consumer) => [consumer, consumers.filter((one) => one === consumer).length]));

/** Reads the effects since an instant, by the times of their commits. */
export const readEffects = async (database: pg.Client, since: Date, accepted: readonly Accepted[]): Promise<Effects> => {
  const inboxes = await readInboxes(database, since);
  const audit = await readAudit(database, since);
  const delays = inboxes.map(({ ms }) => Math.max(0, ms));
  // An entry that was there before the client had read the reply counts as 0.
  const toAudit = accepted.flatMap(({ task_id, replied_at }) => (audit.has(task_id) ? [Math.max(0, audit.get(task_id)! - replied_at)] : []));
  return {
    handled: countBy(inboxes.map(({ consumer }) => consumer)),
    within_5s: delays.length === 0 ? 1 : delays.filter((ms) => ms <= longestMs).length / delays.length,
    event_to_effect: summary(delays),
    reply_to_audit: summary(toAudit),
    unaudited: accepted.length - toAudit.length,
  };
};
