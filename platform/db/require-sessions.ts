import type pg from 'pg';
import { schemaOf } from './connection.ts';

/**
 * Something between the service and PostgreSQL does not pass on the service's connection
 * parameters; retrying will not change that.
 */
export class UnfitPooler extends Error {
  override readonly name = 'UnfitPooler';
  readonly code = 'UNFIT_POOLER';
}

const unfit = (service: string): UnfitPooler =>
  new UnfitPooler(
    `DATABASE_URL leads through a pooler, such as PgBouncer, that does not hand on this service's settings: point it at PostgreSQL itself, or set ignore_startup_parameters = options there and give the role them: alter role … set search_path = ${schemaOf(service)}; alter role … set statement_timeout = '15s'`,
  );

/**
 * Connects, or throws a sentence saying that a pooler in between would send queries to the
 * wrong schema or without their time limit.
 */
export const connectFit = async (client: pg.Client, service: string): Promise<void> => {
  try {
    await client.connect();
  } catch (error) {
    // A pooler's words; PostgreSQL itself knows every parameter.
    throw /unsupported startup parameter/.test((error as Error).message) ? unfit(service) : error;
  }
  const { rows } = await client.query<{ fit: boolean }>("select current_setting('search_path') = $1 and current_setting('statement_timeout') <> '0' as fit", [schemaOf(service)]);
  if (rows[0]?.fit !== true) throw unfit(service);
};
