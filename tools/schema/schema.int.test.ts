import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/helpers/database.ts';
import { schemas } from '../migrate/schemas.ts';
import { projectRoot } from '../runtime/paths.ts';
import { dumpSchema } from './dump.ts';

const opened: TestDatabase[] = [];
afterAll(() => Promise.all(opened.map((database) => database.drop())));

it.each(Object.entries(schemas))('services/%s/schema.sql shows what its migrations make (npm run schema writes it)', async (service, folders) => {
  const { database, drop, ...rest } = await createTestDatabase(service, folders);
  opened.push({ database, drop, ...rest });
  await expect(await dumpSchema(database)).toMatchFileSnapshot(join(projectRoot, 'services', service, 'schema.sql'));
});
