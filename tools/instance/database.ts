import { chownSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { preparePostgres, type Postgres } from '../runtime/postgres.ts';
import { runCommand } from '../runtime/run-command.ts';
import { waitUntilUnused } from './data-folder.ts';
import { isAlive } from './processes.ts';
import { partError, spawnPart } from './spawn-part.ts';
import type { Part } from './supervisor.ts';
import { waitUntil } from './wait-until.ts';

/** A database server of ours. */
export interface DatabaseOptions {
  instance: string;
  port: number;
  logFile: string;
  /** Forget earlier data. */
  fresh: boolean;
  /** Wait for the disk at each commit; not needed for test data. */
  durable: boolean;
  /** Further settings, as `name=value`. */
  more?: readonly string[] | undefined;
}

const user = 'todo';
/** How long the children of a killed server may take to end. */
const leaveMs = 20_000;
const urlOf = (port: number, database: string): string => `postgres://${user}:${user}@localhost:${port}/${database}`;

const query = async (url: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** Creates the cluster as the user that will run it, because initdb also refuses root. */
const initialise = async ({ initdb, runAs }: Postgres, data: string): Promise<void> => {
  mkdirSync(data, { recursive: true });
  if (runAs !== undefined) chownSync(data, runAs.uid, runAs.gid);
  await chmod(data, 0o700);
  const password = join(dirname(data), 'initdb-password');
  await writeFile(password, user, { mode: 0o644 });
  const args = ['-D', data, '-U', user, '--pwfile', password, '--auth=scram-sha-256', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-sync'];
  const { ok, output } = await runCommand(initdb, args, { ...(runAs !== undefined && { runAs }), cwd: dirname(data) });
  await rm(password);
  if (ok) return;
  rmSync(data, { recursive: true, force: true });
  throw new Error(`PostgreSQL cannot make its data folder ${data}:\n${output.trim()}`);
};

const settings = ({ port, durable, more = [] }: DatabaseOptions): string[] => {
  const values = [`port=${port}`, 'listen_addresses=localhost', 'unix_socket_directories=', 'max_connections=300', 'shared_buffers=128MB'];
  // Without fsync only a crash of the machine loses data, not a killed server.
  return [...values, ...(durable ? [] : ['fsync=off', 'full_page_writes=off']), ...more].flatMap((value) => ['-c', value]);
};

/**
 * PostgreSQL from npm as a supervised part; it counts as started when it takes queries and
 * the database `todo` exists.
 */
export const createDatabase = async (options: DatabaseOptions): Promise<{ part: Part; url: string }> => {
  const postgres = await preparePostgres();
  const data = postgres.dataDir(options.instance);
  // The children of a killed server outlive it, and still write.
  await waitUntilUnused(data, leaveMs);
  if (options.fresh) rmSync(data, { recursive: true, force: true });
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(postgres, data);
  const { port, logFile } = options;
  const start = (): Promise<number> =>
    spawnPart({
      name: 'postgres',
      command: postgres.postgres,
      args: ['-D', data, ...settings(options)],
      cwd: dirname(data),
      logFile,
      runAs: postgres.runAs,
    });
  const ready = async (pid: number): Promise<void> => {
    const exists = (): Promise<boolean> =>
      query(urlOf(port, 'postgres'), 'create database todo').then(() => true, (error: pg.DatabaseError) => {
        if (error.code === '42P04') return true;
        throw error;
      });
    if (!(await waitUntil(exists, 60_000, () => !isAlive(pid)))) throw partError('PostgreSQL does not start.', logFile);
  };
  return { part: { name: 'postgres', logFile, start, ready }, url: urlOf(port, 'todo') };
};
