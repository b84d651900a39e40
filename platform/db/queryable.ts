/** Anything that runs SQL. */
export interface Queryable {
  query<Row extends object = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
}
