import pg from 'pg';
import type { EventDefinition } from '#contracts/define-event';
import type { Logger } from '../logger.ts';
import { appendToOutbox } from '../outbox/append.ts';
import { draftAgain, type ExistingEvent } from '../outbox/draft-again.ts';
import { draftEvent, type Draft, type EventFields } from '../outbox/draft.ts';
import { connectionConfig, isSilence, type ConnectionOptions } from './connection.ts';
import { openPool, type Pool } from './pool.ts';
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

export interface DatabaseOptions extends ConnectionOptions {
  poolSize: number;
  log: Logger;
  /** Called after a commit with the events that it promised. */
  onCommit?: (drafts: readonly Draft[]) => void;
  /** Called when the server has gone silent on a connection, which is an outage. */
  onSilence?: (error: Error) => void;
}

// Counts and positions of this system stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const runOn =
  (run: (query: pg.QueryConfig) => Promise<pg.QueryResult>): Queryable['query'] =>
  async <Row extends object>(text: string, values: unknown[] = [], limitMs?: number) =>
    (await run({ text, values, ...(limitMs !== undefined && { query_timeout: limitMs }) })).rows as Row[];

const inTransaction = <T>(pool: Pool, work: (tx: Queryable) => Promise<T>): Promise<T> =>
  pool.withClient(async (client, broken) => {
    try {
      await client.query('begin');
      const result = await work({ query: runOn((query) => client.query(query)) });
      await client.query('commit');
      return result;
    } catch (error) {
      // A connection whose rollback fails, or that is silent, is thrown away, not handed to the next request.
      if (isSilence(error)) broken(error as Error);
      else await client.query('rollback').catch(broken);
      throw error;
    }
  });

/** Opens the one connection pool of this process; connects on first use. */
export const openDatabase = (options: DatabaseOptions): Database => {
  const { log, onSilence } = options;
  const pool = openPool({ config: { ...connectionConfig(options), max: options.poolSize, idleTimeoutMillis: 30_000 }, log, onSilence });
  return {
    query: runOn(pool.query),
    transaction: async (work) => {
      const drafts: Draft[] = [];
      const result = await inTransaction(pool, async (tx) => {
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
    close: pool.end,
  };
};
