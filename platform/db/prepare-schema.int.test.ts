import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { taskDeleted } from '#contracts/events/index';
import { silentLog } from '../../test/helpers/database.ts';
import { openDatabase } from './database.ts';
import { inboxMigrations, outboxMigrations } from './migrate.ts';
import { prepareSchema, type SchemaOptions } from './prepare-schema.ts';

const name = `roles_${randomBytes(6).toString('hex')}`;
const service = 'audit-service';
const folders = [outboxMigrations, inboxMigrations];
const urlOf = (role: string): string => {
  const url = new URL(`${inject('postgresUrl')}/${name}`);
  url.username = role;
  url.password = 'known to this test';
  return url.href;
};

const asAdmin = async (database: string, ...statements: string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: `${inject('postgresUrl')}/${database}` });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

const roles = ['audit_service', 'chat_api', 'notification_service', 'ops_service', 'reminder_service'].flatMap((user) => [user, `${user}_owner`]);

beforeAll(async () => {
  await asAdmin('postgres', `create database ${name}`);
  const rolesSql = await readFile(new URL('../../k8s/postgres/roles.sql', import.meta.url), 'utf8');
  await asAdmin(name, rolesSql, rolesSql);
  await asAdmin(name, ...['audit_service', 'audit_service_owner'].map((role) => `alter role ${role} password 'known to this test'`));
});

afterAll(async () => {
  await asAdmin('postgres', `drop database ${name} with (force)`, ...roles.map((role) => `drop role if exists ${role}`));
});

/** Resolves with what is logged about the schema before it is up to date. */
const checked = (said: (reason: string) => void): Promise<void> => {
  const log = pino({ level: 'warn' }, { write: (line: string) => said((JSON.parse(line) as { reason: string }).reason) });
  return prepareSchema({ mode: 'check', url: urlOf('audit_service'), service, folders, log }, 20);
};

it('lets a service wait until the owner of its schema has migrated it, and work without the right to change it', async () => {
  const reasons: string[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    const options: SchemaOptions = { mode: 'apply', url: urlOf('audit_service_owner'), service, folders, log: silentLog };
    // Migrates only after the check has been seen waiting.
    const said = (reason: string): void => void (reasons.push(reason) === 1 && prepareSchema(options).catch(reject));
    checked(said).then(resolve, reject);
  });
  await ready;
  expect(reasons[0]).toMatch(/^the schema lacks outbox\/0001_outbox.sql, outbox\/0002_no_fence.sql, outbox\/0003_key_age.sql, inbox\/.*: run npm run migrate/);

  const database = openDatabase({ url: urlOf('audit_service'), service, poolSize: 2, log: silentLog });
  try {
    await database.transaction(async (tx) =>
      tx.emit(taskDeleted, { key: 'a user', sequence: 2, channel: 'api', correlationid: 'correlation', data: { task_id: '0190b6a0-0000-7000-8000-000000000000' } }),
    );
    expect(await database.query('select count(*)::int as n from outbox')).toEqual([{ n: 1 }]);
    await expect(database.query('create table more (id int)')).rejects.toThrow('permission denied');
    await expect(database.query('drop table outbox')).rejects.toThrow('must be owner');
  } finally {
    await database.close();
  }
});

it('refuses a migration that has changed since it was applied', async () => {
  await asAdmin(name, `update audit_service.schema_migrations set checksum = 'another' where name like 'inbox/%'`);
  await expect(checked(() => undefined)).rejects.toThrow('has changed since it was applied');
});
