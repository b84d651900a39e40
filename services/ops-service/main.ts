import { readConfig, requestsPerMinute } from '#platform/config';
import { createDaprClient } from '#platform/dapr/publish';
import { createAuth, remoteKeys } from '#platform/http/auth';
import { createUserLimit } from '#platform/http/user-limit';
import { newId } from '#platform/ids';
import { createLogger } from '#platform/logger';
import { runUntilSignal } from '#platform/run';
import { openService } from '#platform/service';
import { startTelemetry } from '#platform/telemetry';
import { startAlerts } from './alerts/start-alerts.ts';
import { buildApp } from './app.ts';
import { opsConfig } from './config.ts';
import { handlers } from './handlers/index.ts';
import { startLag } from './lag/start-lag.ts';
import { migrations } from './migrations.ts';
import { outboxesThroughDapr } from './outbox/outboxes.ts';
import { publishes } from './publishes.ts';
import { startReplayWorker } from './replay/worker.ts';
import { keepRetention } from './retention.ts';

const name = 'ops-service';
const config = readConfig(opsConfig);
const log = createLogger(name, config.LOG_LEVEL);
const telemetry = startTelemetry(name);

const service = await openService({
  name,
  config,
  log,
  migrations,
  publishes,
  handlers,
  deadLetters: false,
});
const now = (): string => new Date().toISOString();
const dapr = createDaprClient(config.DAPR_HTTP_PORT, config.DAPR_API_TOKEN);
const lag = startLag({ config, database: service.database, dapr, log });
const outboxes = outboxesThroughDapr(dapr);
const alerts = startAlerts({ config, database: service.database, lag, outboxes, log, newId, now: Date.now });
const app = await buildApp({
  ...service,
  log,
  auth: createAuth(remoteKeys(config.AUTH_JWKS_URL), config.AUTH_ISSUER, createUserLimit(requestsPerMinute(config))),
  trustProxy: config.TRUST_PROXY,
  wakeRelay: service.relay.wakeAll,
  appToken: config.APP_API_TOKEN,
  now,
  newId,
  lag: lag.report,
  outboxes,
});
const replays = startReplayWorker({ database: service.database, now, newId, log, timeoutMs: config.OPS_REPLAY_TIMEOUT_MS, pollMs: 500 });
const retention = keepRetention(service.database, config.OPS_RETENTION_DAYS, log);

await app.listen({ port: config.PORT, host: config.HOST });
log.info({ port: config.PORT }, 'listening');
runUntilSignal({
  log, health: service.health, drainMs: config.DRAIN_MS,
  close: [() => app.close(), retention.stop, replays.stop, alerts.stop, lag.stop, service.close, telemetry.stop],
});
