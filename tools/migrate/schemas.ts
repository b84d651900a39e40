import { services, variableOf } from '../../services/catalogue.ts';

const migrationsOf = async (id: string): Promise<[string, URL[]]> => {
  const { migrations } = (await import(`../../services/${id}/migrations.ts`)) as { migrations: URL[] };
  return [id, migrations];
};

/** The services that own a schema, with their migrations. */
export const schemas: Readonly<Record<string, URL[]>> = Object.fromEntries(await Promise.all(services.filter(({ database }) => database).map(({ id }) => migrationsOf(id))));

/**
 * The variable with the role that migrates a service's schema: CHAT_API_DATABASE_URL for
 * chat-api.
 */
export const urlVariable = (service: string): string => variableOf(service, 'DATABASE_URL');

/**
 * The database of each schema, by its own variable or else by DATABASE_URL; throws with the
 * names of all that are missing.
 */
export const readUrls = (env: Readonly<Record<string, string | undefined>>): Map<string, string> => {
  const urls = new Map(Object.keys(schemas).map((service) => [service, env[urlVariable(service)] ?? env['DATABASE_URL'] ?? '']));
  const missing = [...urls].filter(([, url]) => url === '').map(([service]) => urlVariable(service));
  if (missing.length > 0) throw new Error(`Say where the schemas are, with ${missing.join(', ')}, or with DATABASE_URL for all of them.`);
  return urls;
};
