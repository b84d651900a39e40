import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { servicesWithOutbox } from '../../services/ops-service/outbox/services.ts';

const { apps } = parse(readFileSync(new URL('../../dapr.yaml', import.meta.url), 'utf8')) as { apps: { appID: string; env: Record<string, string> }[] };

it('ops-service watches the outbox of every service that has a database', () => {
  expect(apps.filter(({ env }) => env['DATABASE_URL'] !== undefined).map(({ appID }) => appID).sort()).toEqual([...servicesWithOutbox].sort());
});
