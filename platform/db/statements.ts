import type pg from 'pg';

/** So many texts get a name: far more than a service's own statements are. What is put together anew for each request must not fill the server's memory. */
const mostNames = 200;

/** Names of statements, under which each connection prepares them once. */
export interface StatementNames {
  /** The name of a text; undefined where there are too many already, so that it runs unnamed. */
  of(text: string): string | undefined;
  /** Gives every text another name, because what connections have prepared is of no use any more. */
  renew(): void;
}

/** Names in the order in which texts first run: the hot path has its own long before odd requests come. */
export const nameStatements = (): StatementNames => {
  const names = new Map<string, string>();
  let count = 0;
  return {
    of: (text) => {
      const known = names.get(text);
      if (known !== undefined || names.size >= mostNames) return known;
      // Never the same name twice: a connection may still have the statement that it stood for.
      const name = `s${++count}`;
      names.set(text, name);
      return name;
    },
    renew: () => names.clear(),
  };
};

/**
 * Whether a prepared statement is of no use any more, though its text is good: a migration has changed the columns that it returns, or the server
 * does not know it. Nothing was executed then. The first is told by its place in the server, because its SQLSTATE says little and its message may be translated.
 */
export const isStaleStatement = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code, routine } = error as Error & { code?: unknown; routine?: unknown };
  return code === '26000' || (code === '0A000' && routine === 'RevalidateCachedQuery');
};

/**
 * Stands before a text whose best plan depends on its values, such as a search, whose rare words want another index than frequent ones: it has no name,
 * and is planned each time.
 */
export const plannedAnew = '/* planned anew */ ';

/** A statement for the driver, under its name. Without values a text may be several commands, which cannot be prepared. */
export const statementOf = (names: StatementNames, text: string, values: unknown[] = [], limitMs?: number): pg.QueryConfig => {
  const name = values.length === 0 || text.startsWith(plannedAnew) ? undefined : names.of(text);
  return { text, values, ...(name !== undefined && { name }), ...(limitMs !== undefined && { query_timeout: limitMs }) };
};
