/** Anything that runs SQL. */
export interface Queryable {
  /** Runs one command; `limitMs` notices a silent server sooner than the usual limit. */
  query<Row extends object = Record<string, unknown>>(sql: string, values?: unknown[], limitMs?: number): Promise<Row[]>;
}
