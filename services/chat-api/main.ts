import { readConfig, requestsPerMinute } from '#platform/config';
import { createDaprClient } from '#platform/dapr/publish';
import { createAuth } from '#platform/http/auth';
import { createUserLimit } from '#platform/http/user-limit';
import { newId } from '#platform/ids';
import { createLogger } from '#platform/logger';
import { runUntilSignal } from '#platform/run';
import { openService } from '#platform/service';
import { startTelemetry } from '#platform/telemetry';
import { buildApp } from './app.ts';
import { createPasswords } from './auth/passwords.ts';
import { askNotificationsThroughDapr } from './chat/ask-notifications.ts';
import { createTokens, newSigningKey } from './auth/tokens.ts';
import { chatConfig } from './config.ts';
import { builtWeb, upstreamsOf } from './gateway.ts';
import { migrations } from './migrations.ts';
import { publishes } from './publishes.ts';
import { keepForgetting } from './store/idempotency.ts';
import { sharedSigningKey } from './store/signing-key.ts';

const name = 'chat-api';
const config = readConfig(chatConfig);
const isDevelopment = config.NODE_ENV === 'development';
const log = createLogger(name, config.LOG_LEVEL);
const telemetry = startTelemetry(name);

const service = await openService({
  name,
  config,
  log,
  migrations,
  publishes,
  handlers: [],
});
const signingKey = config.AUTH_SIGNING_KEY ?? (await sharedSigningKey(service.database, await newSigningKey()));
const tokens = await createTokens(signingKey, { issuer: config.AUTH_ISSUER, hours: config.TOKEN_HOURS });
const app = await buildApp({
  ...service,
  log,
  auth: createAuth(tokens.keys, config.AUTH_ISSUER, createUserLimit(requestsPerMinute(config))),
  tokens,
  passwords: await createPasswords(config.PASSWORD_HASHES_AT_ONCE),
  askNotifications: askNotificationsThroughDapr(createDaprClient(config.DAPR_HTTP_PORT, config.DAPR_API_TOKEN)),
  wakeRelay: service.relay.wakeAll,
  appToken: config.APP_API_TOKEN,
  now: () => new Date().toISOString(),
  newId,
  adminEmails: isDevelopment ? config.ADMIN_EMAILS : [],
  loginAttempts: config.LOGIN_ATTEMPTS,
  addressLimit: config.AUTH_TRIES_PER_MINUTE ?? (isDevelopment ? 1_000_000 : 30),
  trustProxy: config.TRUST_PROXY,
  gateway: { upstreams: upstreamsOf(config), webRoot: builtWeb },
});
const forgetting = keepForgetting(service.database, (error) => log.warn({ err: error }, 'expired keys cannot be removed; trying again in an hour'));

await app.listen({ port: config.PORT, host: config.HOST });
log.info({ port: config.PORT }, 'listening');
runUntilSignal({ log, health: service.health, drainMs: config.DRAIN_MS, close: [() => app.close(), forgetting.stop, service.close, telemetry.stop] });
