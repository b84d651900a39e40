import { baseConfig, databaseConfig, readConfig } from '#platform/config';
import { inboxMigrations, outboxMigrations } from '#platform/db/migrate';
import { addSingleRoutes } from '#platform/delivery/routes';
import { requireAppToken } from '#platform/http/app-token';
import { addProgressRoute } from '#platform/http/internal-routes';
import { createServer } from '#platform/http/create-server';
import { createLogger } from '#platform/logger';
import { runUntilSignal } from '#platform/run';
import { openService } from '#platform/service';
import { startTelemetry } from '#platform/telemetry';
import { handlers } from './handlers.ts';

// A consumer of task-events by single delivery, wired as every service is; the tests read what it has handled.
const name = 'probe-service';
const config = readConfig(baseConfig.extend(databaseConfig.shape));
const log = createLogger(name, config.LOG_LEVEL);
const telemetry = startTelemetry(name);
const service = await openService({
  name,
  config,
  log,
  migrations: [outboxMigrations, inboxMigrations, new URL('./migrations/', import.meta.url)],
  publishes: [],
  handlers,
});
const app = await createServer({ ...service, log });
await app.register(async (sidecar) => {
  sidecar.addHook('onRequest', requireAppToken(config.APP_API_TOKEN));
  addSingleRoutes(sidecar, service.consume, handlers.map(({ definition }) => definition.type));
  addProgressRoute(sidecar);
});
await app.listen({ port: config.PORT, host: config.HOST });
log.info({ port: config.PORT }, 'listening');
runUntilSignal({ log, health: service.health, drainMs: config.DRAIN_MS, close: [() => app.close(), service.close, telemetry.stop] });
