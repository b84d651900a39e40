import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { inject } from 'vitest';
import { openDatabase, type Database } from '#platform/db/database';
import { migrate } from '#platform/db/migrate';
import type { Draft } from '#platform/outbox/draft';

/** A logger that logs nothing. */
export const silentLog = pino({ level: 'silent' });

/** The signal of a service that keeps running. */
export const goesOn = new AbortController().signal;

/** A service's database for one test file. */
export interface TestDatabase {
  url: string;
  database: Database;
  /** Another pool on the same database, such as another replica of the service has. */
  open(onCommit?: (drafts: readonly Draft[]) => void): Database;
  drop(): Promise<void>;
}

const asAdmin = async (work: (client: pg.Client) => Promise<unknown>): Promise<void> => {
  const client = new pg.Client({ connectionString: `${inject('postgresUrl')}/postgres` });
  await client.connect();
  await work(client).finally(() => client.end());
};

/** Creates the template once a run: others wait for the lock and find it made. */
const ensureTemplate = (name: string, service: string, folders: URL[]): Promise<void> =>
  asAdmin(async (client) => {
    await client.query('select pg_advisory_lock(42)');
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return;
    await client.query(`create database ${name}_new`);
    await migrate({ url: `${inject('postgresUrl')}/${name}_new`, service, folders, log: silentLog });
    await client.query(`alter database ${name}_new rename to ${name}`);
  });

/** A fresh database with a service's tables, copied from a template. */
export const createTestDatabase = async (service: string, folders: URL[]): Promise<TestDatabase> => {
  const template = `template_${service.replaceAll('-', '_')}`;
  await ensureTemplate(template, service, folders);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(async (client) => {
    await client.query('select pg_advisory_lock(42)');
    await client.query(`create database ${name} template ${template}`);
  });
  const url = `${inject('postgresUrl')}/${name}`;
  const opened: Database[] = [];
  const open = (onCommit?: (drafts: readonly Draft[]) => void): Database => {
    const database = openDatabase({ url, service, poolSize: 20, log: silentLog, ...(onCommit && { onCommit }) });
    opened.push(database);
    return database;
  };
  return {
    url,
    database: open(),
    open,
    drop: async () => {
      await Promise.all(opened.map((database) => database.close().catch(() => undefined)));
      await asAdmin((client) => client.query(`drop database ${name} with (force)`));
    },
  };
};
