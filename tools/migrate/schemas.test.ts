import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../runtime/paths.ts';
import { readUrls, schemas } from './schemas.ts';

it('knows every service that has migrations', () => {
  const folders = readdirSync(join(projectRoot, 'services'));
  const owners = folders.filter((service) => existsSync(join(projectRoot, 'services', service, 'migrations')));
  expect(Object.keys(schemas).sort()).toEqual(owners.sort());
  for (const service of owners) expect(readFileSync(join(projectRoot, 'services', service, 'service.ts'), 'utf8')).toContain('storage: ownSchema(migrations');
});

it('prefers a variable of the service, so that each schema can have an owner of its own', () => {
  const urls = readUrls({ DATABASE_URL: 'postgres://all@db/todo', CHAT_API_DATABASE_URL: 'postgres://chat@db/todo' });
  expect(urls.get('chat-api')).toBe('postgres://chat@db/todo');
  expect(urls.get('ops-service')).toBe('postgres://all@db/todo');
});

it('names every variable that is missing', () => {
  expect(() => readUrls({ CHAT_API_DATABASE_URL: 'postgres://chat@db/todo' })).toThrow(/REMINDER_SERVICE_DATABASE_URL.*AUDIT_SERVICE_DATABASE_URL/);
});
