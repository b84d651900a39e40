import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inboxMigrations, outboxMigrations } from '#platform/db/migrate';
import { createTestDatabase, type TestDatabase } from '../../test/helpers/database.ts';
import { schemas } from '../migrate/schemas.ts';
import { projectRoot } from '../runtime/paths.ts';
import { platformFile, readSchema, serviceFile, type Schema } from './dump.ts';

const opened: TestDatabase[] = [];
afterAll(() => Promise.all(opened.map((database) => database.drop())));

const schemaOf = async (service: string, folders: URL[]): Promise<Schema> => {
  const database = await createTestDatabase(service, folders);
  opened.push(database);
  return readSchema(database.database);
};

let platform: Schema;
beforeAll(async () => {
  platform = await schemaOf('platform', [outboxMigrations, inboxMigrations]);
});

it('platform/schema.sql shows what its migrations make (npm run schema writes it)', () =>
  expect(platformFile(platform)).toMatchFileSnapshot(join(projectRoot, 'platform', 'schema.sql')));

it.each(Object.entries(schemas))('services/%s/schema.sql shows what its migrations make (npm run schema writes it)', async (service, folders) => {
  await expect(serviceFile(await schemaOf(service, folders), platform)).toMatchFileSnapshot(join(projectRoot, 'services', service, 'schema.sql'));
});
