import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, silentLog, type TestDatabase } from '../../test/helpers/database.ts';
import { prepareSchema, type SchemaOptions } from './prepare-schema.ts';

const service = 'things-service';
let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'migrations-')), 'some-owner/migrations/');
  await mkdir(folder, { recursive: true });
  db = await createTestDatabase(service, []);
});
afterAll(async () => {
  await db?.drop();
  await rm(folder, { recursive: true, force: true });
});

const connect = async (): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: db.url, options: '-c search_path=things_service' });
  await client.connect();
  return client;
};

it('a migration that waits for a table which a dump reads lets others go on with it, and is applied afterwards', async () => {
  const options: SchemaOptions = { mode: 'apply', url: db.url, service, folders: [pathToFileURL(folder)], log: silentLog };
  await writeFile(join(folder, '0001_table.sql'), 'create table things (id int)');
  await prepareSchema(options);
  await writeFile(join(folder, '0002_column.sql'), 'alter table things add column name text');
  const [dump, reader] = await Promise.all([connect(), connect()]);
  try {
    await dump.query('begin');
    await dump.query('select * from things');
    const reasons: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => void reasons.push((JSON.parse(line) as { reason: string }).reason) });
    const migrated = prepareSchema({ ...options, log }, 20);
    const isWaiting = async (): Promise<number> => (await reader.query('select from pg_locks where not granted and relation is not null')).rowCount!;
    await expect.poll(isWaiting, { timeout: 10_000, interval: 20 }).toBe(1);
    // Answered while the dump still holds its lock, or never.
    expect((await reader.query('select * from things')).rows).toEqual([]);
    await expect.poll(() => reasons[0], { timeout: 10_000, interval: 20 }).toContain('lock timeout');
    await dump.query('commit');
    await migrated;
    expect((await reader.query('select name from things')).rows).toEqual([]);
  } finally {
    await Promise.all([dump.end(), reader.end()]);
  }
});
