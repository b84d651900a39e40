import { readConfig } from '#platform/config';
import { createLogger } from '#platform/logger';
import { runUntilSignal } from '#platform/run';
import { openService } from '#platform/service';
import { startTelemetry } from '#platform/telemetry';
import { buildApp } from './app.ts';
import { createTick } from './clock.ts';
import { reminderConfig } from './config.ts';
import { handlers } from './handlers/index.ts';
import { migrations } from './migrations.ts';
import { publishes } from './publishes.ts';
import { keepRetention } from './retention.ts';

const name = 'reminder-service';
const config = readConfig(reminderConfig);
const log = createLogger(name, config.LOG_LEVEL);
const telemetry = startTelemetry(name);

const service = await openService({
  name,
  config,
  log,
  migrations,
  publishes,
  handlers,
});
const app = await buildApp({
  ...service,
  log,
  tick: createTick({ database: service.database, log, now: Date.now, catchUpMs: config.CATCH_UP_MS }),
  wakeRelay: service.relay.wakeAll,
  appToken: config.APP_API_TOKEN,
});
const retention = keepRetention(service.database, log);

await app.listen({ port: config.PORT, host: config.HOST });
log.info({ port: config.PORT }, 'listening');
runUntilSignal({ log, health: service.health, drainMs: config.DRAIN_MS, close: [() => app.close(), retention.stop, service.close, telemetry.stop] });
