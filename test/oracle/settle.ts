import { setTimeout as sleep } from 'node:timers/promises';
import { judgeLogs } from './judge-logs.ts';
import { judgeTables } from './judge-tables.ts';
import type { Ledger } from './ledger.ts';
import { readLogs } from './read-logs.ts';
import { readTables } from './read-tables.ts';
import type { Sql } from './sql.ts';
import type { Connection } from './read-topic.ts';
import type { Tables } from './evidence.ts';
import { isComplete, type Finding, type Verdict } from './verdict.ts';

/** What the oracle examines. */
export interface Sight {
  sql: Sql;
  /** Left out if the brokers cannot be reached: then only tables are judged. */
  kafka?: Connection | undefined;
  /** Anything else to judge, such as frames or mails. */
  more?: (tables: Tables) => Promise<Finding[]>;
}

/** How long everything may take to arrive. */
export interface Patience {
  timeoutMs: number;
  intervalMs: number;
}

/** A look at the tables alone, which is cheap. */
const look = async ({ sql }: Sight, ledger: Ledger): Promise<{ tables: Tables; told: Verdict }> => {
  const tables = await readTables(sql, ledger.users());
  return { tables, told: { findings: judgeTables(ledger, tables), deadLetters: [], waiting: tables.waiting } };
};

/**
 * Waits until nothing is missing in the tables, or until the time is up; resolves with how
 * long that took, in milliseconds.
 */
export const untilComplete = async (sight: Sight, ledger: Ledger, { timeoutMs, intervalMs }: Patience): Promise<number> => {
  const began = performance.now();
  for (;;) {
    const at = performance.now();
    const { told } = await look(sight, ledger);
    const now = performance.now();
    if (isComplete(told) || now - began > timeoutMs) return now - began;
    // A look at much data must not be a load of its own.
    await sleep(Math.max(intervalMs, Math.min(3 * (now - at), timeoutMs - (now - began))));
  }
};

/** The dead letters as the operator sees them. */
const heldDeadLetters = async (sql: Sql, users: readonly string[]): Promise<string[]> =>
  (await sql<{ id: string }>('select id from ops_service.dead_letters where user_id = any($1)', [users])).map(({ id }) => id);

/** Reads every table and every topic to the end, and judges. */
export const judge = async ({ kafka, ...sight }: Sight, ledger: Ledger): Promise<Verdict> => {
  const { tables, told } = await look(sight, ledger);
  const more = (await sight.more?.(tables)) ?? [];
  if (kafka === undefined) return { ...told, findings: [...told.findings, ...more], deadLetters: await heldDeadLetters(sight.sql, ledger.users()) };
  const logs = await readLogs(kafka, ledger.users());
  return { ...told, findings: [...judgeLogs(ledger, tables, logs, told.findings), ...more], deadLetters: [...new Set(logs.deadLetters.map(({ eventId }) => eventId))] };
};
