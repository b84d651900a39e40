import { baseConfig, databaseConfig } from '#platform/config';
import { inboxMigrations, outboxMigrations } from '#platform/db/migrate';
import { defineService } from '#platform/service/definition';
import { runService } from '#platform/service/run-service';
import { ownSchema } from '#platform/service/storage';
import { handlers } from './handlers.ts';

// A consumer of task-events by single delivery, wired as every service is; the tests read what it has handled.
const service = defineService({
  name: 'probe-service',
  entry: {},
  config: baseConfig.extend(databaseConfig.shape),
  storage: ownSchema([outboxMigrations, inboxMigrations, new URL('./migrations/', import.meta.url)]),
  context: (parts) => parts,
  handlers: () => handlers,
});
await runService(service);
