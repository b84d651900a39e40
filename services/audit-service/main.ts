import { readConfig, requestsPerMinute } from '#platform/config';
import { createAuth, remoteKeys } from '#platform/http/auth';
import { createUserLimit } from '#platform/http/user-limit';
import { createLogger } from '#platform/logger';
import { runUntilSignal } from '#platform/run';
import { openService } from '#platform/service';
import { startTelemetry } from '#platform/telemetry';
import { buildApp } from './app.ts';
import { auditConfig } from './config.ts';
import { handlers } from './handlers/index.ts';
import { migrations } from './migrations.ts';
import { keepRetention } from './retention.ts';

const name = 'audit-service';
const config = readConfig(auditConfig);
const log = createLogger(name, config.LOG_LEVEL);
const telemetry = startTelemetry(name);

const service = await openService({
  name,
  config,
  log,
  migrations,
  publishes: [],
  handlers,
});
const app = await buildApp({
  ...service,
  log,
  auth: createAuth(remoteKeys(config.AUTH_JWKS_URL), config.AUTH_ISSUER, createUserLimit(requestsPerMinute(config))),
  trustProxy: config.TRUST_PROXY,
  wakeRelay: service.relay.wakeAll,
  appToken: config.APP_API_TOKEN,
});
const retention = keepRetention(service.database, config.AUDIT_RETENTION_DAYS, log);

await app.listen({ port: config.PORT, host: config.HOST });
log.info({ port: config.PORT }, 'listening');
runUntilSignal({ log, health: service.health, drainMs: config.DRAIN_MS, close: [() => app.close(), retention.stop, service.close, telemetry.stop] });
