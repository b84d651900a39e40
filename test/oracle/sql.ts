import pg from 'pg';

/** Runs one query on a system's database, bypassing the services. */
export type Sql = <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>;

/** {@link Sql} with a connection for each query: faults end those that are open. */
export const sqlAt = (connectionString: string): Sql => async <Row extends object>(text: string, values: unknown[] = []) => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return (await client.query(text, values).finally(() => client.end())).rows as Row[];
};
