import pg from 'pg';
import { silenceMs } from './connection.ts';

/**
 * The statements that a connection has prepared, and those that it has asked the server to
 * prepare; its types leave them out.
 */
interface Preparing {
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
}
type Connection = pg.Connection & Preparing;

/** What `pg` calls on the query that is being answered; its types name only `submit`. */
interface Answered {
  readonly name?: string;
  readonly text: string;
  submit(connection: pg.Connection): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
  handleReadyForQuery(connection: Connection): void;
}

type Callback = (error: Error | null, results: pg.QueryResult[]) => void;

const withoutSync = (connection: Connection): pg.Connection => Object.create(connection, { sync: { value: () => undefined } }) as pg.Connection;

const forget = (statements: Record<string, string>, parts: readonly Answered[]): void => {
  for (const { name } of parts) if (name !== undefined) delete statements[name];
};

/**
 * All statements as one query for `pg`, which wraps `callback` for its timeout and asks for
 * name and text when a statement was parsed.
 */
interface Running extends pg.Submittable, Omit<Answered, 'submit' | 'name' | 'text'> {
  readonly query_timeout: number;
  callback: Callback;
  readonly name: string | undefined;
  readonly text: string | undefined;
  handleEmptyQuery(): void;
  handleError(error: Error, connection: Connection): void;
}

const together = (queries: readonly pg.QueryConfig[], callback: Callback): Running => {
  const results: pg.QueryResult[] = [];
  let failure: Error | null = null;
  const take = (error: Error | null, result: pg.QueryResult): void => {
    if (error === null) results.push(result);
    else failure ??= error;
  };
  const parts = queries.map((query) => new pg.Query({ ...query, queryMode: 'extended', callback: take } as pg.QueryConfig) as unknown as Answered);
  /** The index of the statement being answered. */
  let at = 0;
  return {
    query_timeout: queries.reduce((sum, { query_timeout = silenceMs }: pg.QueryConfig & { query_timeout?: number }) => sum + query_timeout, 0),
    callback,
    get name() {
      return parts[at]?.name;
    },
    get text() {
      return parts[at]?.text;
    },
    submit(connection: pg.Connection) {
      connection.stream.cork();
      for (const part of parts) {
        const refused = part.submit(withoutSync(connection as Connection));
        failure ??= refused;
        // A value that cannot be sent: the statements after it must not run.
        if (failure !== null) break;
      }
      connection.sync();
      connection.stream.uncork();
    },
    handleRowDescription: (message: unknown) => parts[at]!.handleRowDescription(message),
    handleDataRow: (message: unknown) => parts[at]!.handleDataRow(message),
    handleCommandComplete: (message: unknown, connection: Connection) => parts[at++]!.handleCommandComplete(message, connection),
    handleEmptyQuery: () => void (at += 1),
    handleError(error: Error, connection: Connection) {
      // The server skipped these statements, so it does not know their names.
      forget(connection.submittedNamedStatements, parts.slice(at));
      this.callback(error, []);
    },
    handleReadyForQuery(connection: Connection) {
      // `pg` has closed the statement whose values could not be sent.
      if (failure !== null) forget(connection.parsedStatements, parts.slice(at, at + 1));
      for (const part of parts.slice(0, at)) part.handleReadyForQuery(connection);
      this.callback(failure, results);
    },
  };
};

/**
 * Sends statements in one write and with one Sync. The server runs them in order, skips all
 * that follow a failed one, such as a commit, and answers once. Resolves with their
 * results, in order; rejects with the one failure.
 */
export const sendTogether = async (client: pg.ClientBase, queries: readonly pg.QueryConfig[]): Promise<pg.QueryResult[]> => {
  const { promise, resolve, reject } = Promise.withResolvers<pg.QueryResult[]>();
  client.query(together(queries, (error, results) => (error === null ? resolve(results) : reject(error))));
  try {
    return await promise;
  } catch (error) {
    // The driver's own stack begins at the socket.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  }
};
