import type { z } from 'zod';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { taskDeleted } from '#contracts/events/index';
import { taskEvents } from '#contracts/topics';
import { createTestDatabase, silentLog, type TestDatabase } from '../../test/helpers/database.ts';
import { baseConfig, databaseConfig } from '../config.ts';
import { newId } from '../ids.ts';
import { defineService } from '../service/definition.ts';
import { openService, type OpenService } from '../service/open-service.ts';
import type { Parts } from '../service/parts.ts';
import { ownSchema } from '../service/storage.ts';
import type { Database } from './database.ts';
import { inboxMigrations, outboxMigrations } from './migrate.ts';

const config = baseConfig.extend(databaseConfig.shape);
const definition = defineService({
  name: 'silence-test',
  entry: { publishes: [taskEvents] },
  config,
  storage: ownSchema([outboxMigrations, inboxMigrations]),
  context: (parts) => parts,
});

let db: TestDatabase;
let service: OpenService<Parts<z.infer<typeof config>, Database>>;
let stopped: number[] = [];

beforeEach(async () => {
  db = await createTestDatabase('silence-test', [outboxMigrations, inboxMigrations]);
  const settings = config.parse({ NODE_ENV: 'test', PORT: '1', DAPR_HTTP_PORT: '1', DATABASE_URL: db.url, DATABASE_POOL_SIZE: '5' });
  service = await openService(definition, settings, silentLog);
});
afterEach(async () => {
  for (const pid of stopped) process.kill(pid, 'SIGCONT');
  for (const end of service.close) await end();
  await db.drop();
});

const backends = async (): Promise<number[]> =>
  (await db.database.query<{ pid: number }>(`select pid from pg_stat_activity where datname = current_database() and application_name = 'silence-test' and pid <> pg_backend_pid()`)).map(({ pid }) => pid);

const emit = (): Promise<string> => service.context.database.transaction(async (tx) => tx.emit(taskDeleted, { key: newId(), correlationid: 'c', data: { task_id: newId() } }));

/** As after a failover that swallows packets: connections stay open, and nobody answers. */
const silenceAll = async (): Promise<void> => {
  await Promise.all(Array.from({ length: 4 }, () => emit()));
  stopped = (await backends()).filter((pid) => pid !== undefined);
  for (const pid of stopped) process.kill(pid, 'SIGSTOP');
};

describe('when every open connection to PostgreSQL goes silent', () => {
  it('that is noticed within 25 s, red meanwhile, and work goes on with new ones while the old ones are still stopped', async () => {
    const red: string[] = [];
    const watching = setInterval(() => red.push(...Object.keys(service.context.health.problems())), 20);
    await silenceAll();
    expect(stopped.length).toBeGreaterThan(1);
    await expect.poll(() => emit().then(() => 'committed', (error: Error) => error.message), { timeout: 25_000, interval: 200 }).toBe('committed');
    await expect.poll(() => red).toContain('outage');
    clearInterval(watching);
    // The relay has its lanes again too: it asked for them over a new connection.
    await expect.poll(() => db.database.query('select 1 from outbox_leases where owner is not null and expires_at > now()'), { timeout: 10_000 }).not.toHaveLength(0);
  }, 60_000);
});
