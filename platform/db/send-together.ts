import pg from 'pg';
import { silenceError, silenceMs } from './connection.ts';

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

/** A statement, and how long its answer may take, in ms. */
type Limited = pg.QueryConfig & { query_timeout?: number };

type Callback = (error: Error | null, results: pg.QueryResult[]) => void;

const withoutSync = (connection: Connection): pg.Connection => Object.create(connection, { sync: { value: () => undefined } }) as pg.Connection;

const forget = (statements: Record<string, string>, parts: readonly Answered[]): void => {
  for (const { name } of parts) if (name !== undefined) delete statements[name];
};

/**
 * All statements as one query for `pg`, which asks for name and text when a statement was
 * parsed.
 */
class Together implements pg.Submittable {
  readonly callback: Callback;
  readonly #parts: readonly Answered[];
  readonly #results: pg.QueryResult[] = [];
  #failure: Error | null = null;
  /** The index of the statement being answered. */
  #at = 0;

  constructor(queries: readonly pg.QueryConfig[], callback: Callback) {
    this.callback = callback;
    const take = (error: Error | null, result: pg.QueryResult): void => {
      if (error === null) this.#results.push(result);
      else this.#failure ??= error;
    };
    this.#parts = queries.map((query) => new pg.Query({ ...query, queryMode: 'extended', callback: take } as pg.QueryConfig) as unknown as Answered);
  }

  get name(): string | undefined {
    return this.#parts[this.#at]?.name;
  }

  get text(): string | undefined {
    return this.#parts[this.#at]?.text;
  }

  submit(connection: pg.Connection): void {
    connection.stream.cork();
    for (const part of this.#parts) {
      const refused = part.submit(withoutSync(connection as Connection));
      this.#failure ??= refused;
      // A value that cannot be sent: the statements after it must not run.
      if (this.#failure !== null) break;
    }
    connection.sync();
    connection.stream.uncork();
  }

  handleRowDescription(message: unknown): void {
    this.#parts[this.#at]!.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.#parts[this.#at]!.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: Connection): void {
    this.#parts[this.#at++]!.handleCommandComplete(message, connection);
  }

  handleEmptyQuery(): void {
    this.#at += 1;
  }

  handleError(error: Error, connection: Connection): void {
    // The server skipped these statements, so it does not know their names.
    forget(connection.submittedNamedStatements, this.#parts.slice(this.#at));
    this.callback(error, []);
  }

  handleReadyForQuery(connection: Connection): void {
    // `pg` has closed the statement whose values could not be sent.
    if (this.#failure !== null) forget(connection.parsedStatements, this.#parts.slice(this.#at, this.#at + 1));
    for (const part of this.#parts.slice(0, this.#at)) part.handleReadyForQuery(connection);
    this.callback(this.#failure, this.#results);
  }
}

const limitOf = (queries: readonly Limited[]): number => queries.reduce((sum, { query_timeout = silenceMs }) => sum + query_timeout, 0);

/**
 * Sends statements in one write and with one Sync. The server runs them in order, skips all
 * that follow a failed one, such as a commit, and answers once. Resolves with their
 * results, in order; rejects with the one failure, or when nobody answers within their
 * limits together.
 */
export const sendTogether = async (client: pg.ClientBase, queries: readonly Limited[]): Promise<pg.QueryResult[]> => {
  const { promise, resolve, reject } = Promise.withResolvers<pg.QueryResult[]>();
  // Not by the timeout of `pg`: it assigns a closure to each query, and V8 allocates what is
  // assigned to a property among old objects, where it keeps all that it reaches.
  const limit = setTimeout(() => reject(silenceError()), limitOf(queries));
  client.query(new Together(queries, (error, results) => (error === null ? resolve(results) : reject(error))));
  try {
    return await promise;
  } catch (error) {
    // The driver's own stack begins at the socket.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  } finally {
    clearTimeout(limit);
  }
};
