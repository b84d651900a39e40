import pg from 'pg';
import type { EventDefinition } from '#contracts/define-event';
import type { Logger } from '../logger.ts';
import { appendToOutbox } from '../outbox/append.ts';
import { draftAgain, type ExistingEvent } from '../outbox/draft-again.ts';
import { draftEvent, type Draft, type EventFields } from '../outbox/draft.ts';
import { connectionConfig, isSilence, type ConnectionOptions } from './connection.ts';
import { openPool, type Pool } from './pool.ts';
import type { Queryable } from './queryable.ts';
import { isStaleStatement, nameStatements, type StatementNames } from './statements.ts';

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

type Run = (query: pg.QueryConfig) => Promise<pg.QueryResult>;

const runOn =
  (names: StatementNames, run: Run): Queryable['query'] =>
  async <Row extends object>(text: string, values: unknown[] = [], limitMs?: number) => {
    // Without values a text may be several commands, which cannot be prepared.
    const name = values.length === 0 ? undefined : names.of(text);
    return (await run({ text, values, ...(name !== undefined && { name }), ...(limitMs !== undefined && { query_timeout: limitMs }) })).rows as Row[];
  };

/** Outside a transaction a statement that cannot be used as prepared runs once more, unnamed. */
const orUnnamed =
  (names: StatementNames, run: Run): Run =>
  async (query) => {
    try {
      return await run(query);
    } catch (error) {
      if (!isStaleStatement(error)) throw error;
      names.renew();
      const { name: _stale, ...unnamed } = query;
      return run(unnamed);
    }
  };

const inTransaction = <T>(pool: Pool, names: StatementNames, work: (tx: Queryable) => Promise<T>): Promise<T> =>
  pool.withClient(async (client, broken) => {
    try {
      await client.query('begin');
      const result = await work({ query: runOn(names, (query) => client.query(query)) });
      await client.query('commit');
      return result;
    } catch (error) {
      if (isStaleStatement(error)) names.renew();
      // A connection whose rollback fails, that is silent, or that has prepared what is of no use, is thrown away, not handed to the next request.
      if (isSilence(error) || isStaleStatement(error)) broken(error as Error);
      else await client.query('rollback').catch(broken);
      throw error;
    }
  });

/** Opens the one connection pool of this process; connects on first use. */
export const openDatabase = (options: DatabaseOptions): Database => {
  const { log, onSilence } = options;
  const pool = openPool({ config: { ...connectionConfig(options), max: options.poolSize, idleTimeoutMillis: 30_000 }, log, onSilence });
  const names = nameStatements();
  return {
    query: runOn(names, orUnnamed(names, pool.query)),
    transaction: async (work) => {
      const drafts: Draft[] = [];
      const result = await inTransaction(pool, names, async (tx) => {
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
