import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import type { Logger } from '../logger.ts';
import { connectionConfig, schemaOf, silenceMs } from './connection.ts';
import { connectFit } from './require-sessions.ts';

/** The migrations of a service: its own and those of the platform that it uses. */
export interface MigrationOptions {
  url: string;
  service: string;
  /** Folders of `NNNN_name.sql`, in order; each as a file URL that ends in a slash. */
  folders: URL[];
  log: Logger;
}

/** The platform's own tables. */
export const outboxMigrations = new URL('../outbox/migrations/', import.meta.url);
export const inboxMigrations = new URL('../inbox/migrations/', import.meta.url);

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

const readMigrations = async (folder: URL): Promise<Migration[]> => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const owner = folder.pathname.split('/').at(-3) ?? '';
  return Promise.all(
    files.map(async (file) => {
      const sql = await readFile(new URL(file, folder), 'utf8');
      return { name: `${owner}/${file}`, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
};

const refuseChanged = ({ name, checksum }: Omit<Migration, 'sql'>, applied: string | undefined): void => {
  if (applied !== undefined && applied !== checksum) throw new Error(`migration ${name} has changed since it was applied: restore it and add a new one instead`);
};

const appliedChecksums = async (client: pg.Client): Promise<Map<string, string>> => {
  // Found by the search path, which contains only the service's schema.
  const { rows: tables } = await client.query<{ found: boolean }>("select to_regclass('schema_migrations') is not null as found");
  if (!tables[0]!.found) return new Map();
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from schema_migrations');
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
};

/** The migrations not yet applied; throws when one has changed since it was applied. */
export const pendingMigrations = async (options: MigrationOptions): Promise<string[]> => {
  const migrations = (await Promise.all(options.folders.map(readMigrations))).flat();
  const client = new pg.Client({ ...connectionConfig(options), query_timeout: silenceMs });
  client.on('error', (error) => options.log.warn({ err: error }, 'the connection that looks at the schema broke'));
  try {
    await connectFit(client, options.service);
    const applied = await appliedChecksums(client);
    for (const migration of migrations) refuseChanged(migration, applied.get(migration.name));
    return migrations.filter(({ name }) => !applied.has(name)).map(({ name }) => name);
  } finally {
    await client.end();
  }
};

const applyMigration = async (client: pg.Client, { name, sql, checksum }: Migration): Promise<boolean> => {
  const { rows } = await client.query<{ checksum: string }>('select checksum from schema_migrations where name = $1', [name]);
  refuseChanged({ name, checksum }, rows[0]?.checksum);
  if (rows[0] !== undefined) return false;
  await client.query(sql);
  await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [name, checksum]);
  return true;
};

/**
 * Everybody else waits behind a migration that waits for a lock, such as one that a dump of
 * the database holds to its end; no request may fail of that.
 */
const lockMs = 2_000;

/**
 * Migrates a service's schema, forward only, in one transaction; replicas that start
 * together take turns. Rejects as in an outage if others hold a lock that it needs.
 */
export const migrate = async ({ url, service, folders, log }: MigrationOptions): Promise<void> => {
  const migrations = (await Promise.all(folders.map(readMigrations))).flat();
  // Without a limit: a migration may take any time.
  const client = new pg.Client(connectionConfig({ url, service }));
  client.on('error', (error) => log.warn({ err: error }, 'the connection of the migration broke'));
  try {
    await connectFit(client, service);
    await client.query('begin; set local statement_timeout = 0; set local lock_timeout = 0');
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [`migrate ${service}`]);
    await client.query(`set local lock_timeout = ${lockMs}`);
    await client.query(`create schema if not exists ${schemaOf(service)}`);
    await client.query(
      'create table if not exists schema_migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    );
    for (const migration of migrations) {
      if (await applyMigration(client, migration)) log.info({ migration: migration.name }, 'migration applied');
    }
    await client.query('commit');
  } finally {
    await client.end();
  }
};
