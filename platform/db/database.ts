import pg from 'pg';
import type { EventDefinition } from '#contracts/define-event';
import type { Logger } from '../logger.ts';
import { appendToOutbox } from '../outbox/append.ts';
import { draftAgain, type ExistingEvent } from '../outbox/draft-again.ts';
import { draftEvent, type Draft, type EventFields } from '../outbox/draft.ts';
import { connectionConfig, type ConnectionOptions } from './connection.ts';
import { openPool, type Pool } from './pool.ts';
import type { Queryable } from './queryable.ts';
import { isStaleStatement, nameStatements, sendPlanned, statementOf, type StatementNames } from './statements.ts';
import { inTransaction, type Statements } from './transaction.ts';

export type { Queryable };

/** A transaction: what it emits is published if and only if it commits. */
export interface Transaction extends Statements {
  /**
   * Promises an event, of which it returns the id; throws {@link EventTooLarge} before
   * anything is written.
   */
  emit<E extends EventDefinition>(definition: E, fields: EventFields<E>): string;
  /**
   * Emits an event that was published before, under its own id and key; throws
   * {@link EventTooLarge}.
   */
  emitAgain(event: ExistingEvent): void;
  /**
   * Runs something right after the commit, and only then; it must not fail, as when it
   * wakes workers for the new rows.
   */
  afterCommit(work: () => void): void;
}

/** A service's own schema in PostgreSQL. */
export interface Database extends Queryable {
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseOptions extends ConnectionOptions {
  poolSize: number;
  log: Logger;
  /** Called after a commit with the events that it emitted. */
  onCommit?: (drafts: readonly Draft[]) => void;
  /** Called when the server has gone silent on a connection; that is an outage. */
  onSilence?: (error: Error) => void;
}

// Counts and positions of this system stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Outside a transaction a statement that cannot be used as prepared runs once more, unnamed. */
const orUnnamed = async (pool: Pool, names: StatementNames, statement: pg.QueryConfig): Promise<pg.QueryResult> => {
  const send = (query: pg.QueryConfig): Promise<pg.QueryResult> => pool.withClient((client) => sendPlanned(client, query));
  try {
    return await send(statement);
  } catch (error) {
    if (!isStaleStatement(error)) throw error;
    names.renew();
    const { name: _stale, ...unnamed } = statement;
    return send(unnamed);
  }
};

/**
 * The plan of a prepared statement stays while its tables grow: one made for an empty queue
 * reads a full one row by row (100,000 rows: 4.5 s instead of 0.3). So an index is used
 * wherever there is one, and by a plain scan: only that marks the entries of removed rows
 * as dead. After a bitmap scan they all stay until the next vacuum, and each look at a
 * queue passes thousands of them (3,000: 0.9 ms instead of 0.1). JIT would spend more on
 * the rest than it saves.
 */
const planner = '-c enable_seqscan=off -c enable_bitmapscan=off -c jit=off';

const poolConfig = (options: DatabaseOptions): pg.PoolConfig => {
  const config = connectionConfig(options);
  return { ...config, options: `${config.options} ${planner}`, max: options.poolSize, idleTimeoutMillis: 30_000 };
};

/** Opens the one connection pool of this process; connects on first use. */
export const openDatabase = (options: DatabaseOptions): Database => {
  const { log, onSilence } = options;
  const pool = openPool({ config: poolConfig(options), log, onSilence });
  const names = nameStatements();
  return {
    query: async <Row extends object>(sql: string, values?: unknown[], limitMs?: number) =>
      (await orUnnamed(pool, names, statementOf(names, sql, values, limitMs))).rows as Row[],
    transaction: async (work) => {
      const drafts: Draft[] = [];
      const afterwards: (() => void)[] = [];
      const promise = (draft: Draft): string => {
        drafts.push(draft);
        return draft.id;
      };
      const result = await inTransaction(pool, names, async (tx) => {
        const value = await work({
          ...tx,
          emit: (definition, fields) => promise(draftEvent(definition, fields, options.service)),
          emitAgain: (event) => void promise(draftAgain(event)),
          afterCommit: (work) => void afterwards.push(work),
        });
        if (drafts.length > 0) appendToOutbox(tx, drafts);
        return value;
      });
      if (drafts.length > 0) options.onCommit?.(drafts);
      for (const work of afterwards) work();
      return result;
    },
    close: pool.end,
  };
};
