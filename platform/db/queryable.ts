/** Anything that runs SQL. */
export interface Queryable {
  /** With a limit of its own, in ms, a server that does not answer is noticed sooner. */
  query<Row extends object = Record<string, unknown>>(sql: string, values?: unknown[], limitMs?: number): Promise<Row[]>;
}
