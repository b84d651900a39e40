import pg from 'pg';
import type { EventDefinition } from '#contracts/define-event';
import type { Logger } from '../logger.ts';
import { appendToOutbox } from '../outbox/append.ts';
import { draftAgain, type ExistingEvent } from '../outbox/draft-again.ts';
import { draftEvent, type Draft, type EventFields } from '../outbox/draft.ts';
import type { Queryable } from './queryable.ts';

export type { Queryable };

/** A transaction: what it emits is published if, and only if, it commits. */
export interface Transaction extends Queryable {
  /** Promises an event; throws {@link EventTooLarge} before anything is written. */
  emit<E extends EventDefinition>(definition: E, fields: EventFields<E>): void;
  /** Promises an event that was published before, under its own id and key; throws {@link EventTooLarge}. */
  emitAgain(event: ExistingEvent): void;
}

/** A service's own schema in PostgreSQL. */
export interface Database extends Queryable {
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What {@link openDatabase} needs. */
export interface DatabaseOptions {
  url: string;
  /** The service's name, with underscores its schema: chat-api owns chat_api. */
  service: string;
  poolSize: number;
  log: Logger;
  /** Called after a commit with the events that it promised. */
  onCommit?: (drafts: readonly Draft[]) => void;
}

/** The PostgreSQL schema of a service. */
export const schemaOf = (service: string): string => service.replaceAll('-', '_');

/** Connection settings that every connection of a service shares. */
export const connectionConfig = ({ url, service }: Pick<DatabaseOptions, 'url' | 'service'>): pg.ClientConfig => ({
  connectionString: url,
  application_name: service,
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  options: `-c search_path=${schemaOf(service)} -c statement_timeout=15s -c idle_in_transaction_session_timeout=30s -c TimeZone=UTC`,
});

// Counts and positions of this system stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const asQueryable = (client: pg.Pool | pg.PoolClient): Queryable => ({
  query: async <Row extends object>(sql: string, values?: unknown[]) => (await client.query(sql, values)).rows as Row[],
});

const inTransaction = async <T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    // A connection whose rollback fails is thrown away, not handed to the next request.
    await client.query('rollback').catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    client.release(broken);
  }
};

/** Opens the one connection pool of this process; connects on first use. */
export const openDatabase = (options: DatabaseOptions): Database => {
  const pool = new pg.Pool({ ...connectionConfig(options), max: options.poolSize, idleTimeoutMillis: 30_000 });
  // A connection breaks between two queries too, idle or in a transaction; without a listener that would end the process.
  const broke = (error: Error): void => options.log.warn({ err: error }, 'a database connection broke');
  pool.on('error', broke);
  pool.on('connect', (client) => client.on('error', broke));
  return {
    ...asQueryable(pool),
    transaction: async (work) => {
      const drafts: Draft[] = [];
      const result = await inTransaction(pool, async (client) => {
        const tx = asQueryable(client);
        const value = await work({
          ...tx,
          emit: (definition, fields) => void drafts.push(draftEvent(definition, fields, options.service)),
          emitAgain: (event) => void drafts.push(draftAgain(event)),
        });
        if (drafts.length > 0) await appendToOutbox(tx, drafts);
        return value;
      });
      if (drafts.length > 0) options.onCommit?.(drafts);
      return result;
    },
    close: () => pool.end(),
  };
};
