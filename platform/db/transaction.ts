import type pg from 'pg';
import { isSilence } from './connection.ts';
import type { Pool } from './pool.ts';
import type { Queryable } from './queryable.ts';
import { sendTogether } from './send-together.ts';
import { isStaleStatement, sendPlanned, statementOf, type StatementNames } from './statements.ts';

/** Runs SQL, all of which is committed or none. */
export interface Statements extends Queryable {
  /**
   * Runs SQL whose answer nobody needs: it goes out in its place, with the next query or
   * the commit; if it fails, so does the transaction.
   */
  write(sql: string, values?: unknown[]): void;
}

const startOf = (client: pg.ClientBase, names: StatementNames): Statements & { commit(): Promise<void> } => {
  // With the first statement: a transaction without any begins nothing.
  let waiting: pg.QueryConfig[] = [{ text: 'begin' }];
  const send = async (statement: pg.QueryConfig): Promise<pg.QueryResult> => {
    const before = waiting;
    waiting = [];
    return sendPlanned(client, statement, before);
  };
  return {
    query: async <Row extends object>(sql: string, values?: unknown[], limitMs?: number) => (await send(statementOf(names, sql, values, limitMs))).rows as Row[],
    write: (sql, values) => void waiting.push(statementOf(names, sql, values)),
    commit: async () => {
      if (waiting.length === 1 && waiting[0]!.text === 'begin') return;
      const { command } = await send({ text: 'commit' });
      // PostgreSQL answers so when an earlier statement had failed and nobody looked.
      if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}: an earlier failure in it was passed over`);
    },
  };
};

/** Runs work in a transaction on a connection of its own; commits when `work` ends. */
export const inTransaction = <T>(pool: Pool, names: StatementNames, work: (tx: Statements) => Promise<T>): Promise<T> =>
  pool.withClient(async (client, broken) => {
    try {
      const { commit, ...tx } = startOf(client, names);
      const result = await work(tx);
      await commit();
      return result;
    } catch (error) {
      if (isStaleStatement(error)) names.renew();
      // A connection is thrown away rather than reused if its rollback fails, if it is
      // silent, or if what it has prepared is useless.
      if (isSilence(error) || isStaleStatement(error)) broken(error as Error);
      else await sendTogether(client, [{ text: 'rollback' }]).catch(broken);
      throw error;
    }
  });
