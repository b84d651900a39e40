import { baseConfig, databaseConfig } from '#platform/config';
import { inboxMigrations, outboxMigrations } from '#platform/db/migrate';
import { defineService } from '#platform/service/definition';
import { runService } from '#platform/service/run-service';
import { ownSchema } from '#platform/service/storage';
import { handlersOf } from './handlers.ts';

/** Runs a consumer of task-events, wired like every service; the tests read what it has handled. */
export const runProbe = (name: string, bulk: boolean): Promise<unknown> =>
  runService(
    defineService({
      name,
      entry: {},
      config: baseConfig.extend(databaseConfig.shape),
      storage: ownSchema([outboxMigrations, inboxMigrations, new URL('./migrations/', import.meta.url)]),
      context: (parts) => parts,
      handlers: () => handlersOf(bulk),
    }),
  );
