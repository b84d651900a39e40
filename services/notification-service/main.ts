import webPush from 'web-push';
import { readConfig, requestsPerMinute } from '#platform/config';
import { createDaprClient } from '#platform/dapr/publish';
import { createAuth, remoteKeys } from '#platform/http/auth';
import { createUserLimit } from '#platform/http/user-limit';
import { newId } from '#platform/ids';
import { createLogger } from '#platform/logger';
import { runUntilSignal } from '#platform/run';
import { openService } from '#platform/service';
import { startTelemetry } from '#platform/telemetry';
import { buildApp } from './app.ts';
import { notificationConfig } from './config.ts';
import { openDelivery } from './delivery/open-delivery.ts';
import { handlers } from './handlers/index.ts';
import { keepForgetting } from './keep-forgetting.ts';
import { migrations } from './migrations.ts';
import { publishes } from './publishes.ts';
import { releaseDue } from './release.ts';
import { sharedVapidKeys } from './store/vapid-keys.ts';
import { cachedUsers, findUserThroughDapr } from './users.ts';

const name = 'notification-service';
const config = readConfig(notificationConfig);
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
const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = config;
const vapid =
  publicKey !== undefined && privateKey !== undefined
    ? { publicKey, privateKey }
    : await sharedVapidKeys(service.database, webPush.generateVAPIDKeys());
const findUser = cachedUsers(findUserThroughDapr(createDaprClient(config.DAPR_HTTP_PORT, config.DAPR_API_TOKEN)));
const allowedEndpoints = new Set(config.NODE_ENV === 'development' ? config.PUSH_TEST_ENDPOINTS : []);
const delivery = openDelivery({
  database: service.database, findUser, log, vapid, allowedEndpoints,
  smtpUrl: config.SMTP_URL, from: config.MAIL_FROM, publicUrl: config.PUBLIC_URL, mailConnections: config.MAIL_CONNECTIONS,
});
const now = (): string => new Date().toISOString();
const app = await buildApp({
  ...service,
  log,
  auth: createAuth(remoteKeys(config.AUTH_JWKS_URL), config.AUTH_ISSUER, createUserLimit(requestsPerMinute(config))),
  trustProxy: config.TRUST_PROXY,
  wakeRelay: service.relay.wakeAll,
  wakeWorkers: delivery.wake,
  release: () => releaseDue({ database: service.database, findUser, now, log }),
  appToken: config.APP_API_TOKEN,
  now,
  newId,
  vapidPublicKey: vapid.publicKey,
  allowedEndpoints,
});
const forgetting = keepForgetting(service.database, log);

await app.listen({ port: config.PORT, host: config.HOST });
log.info({ port: config.PORT }, 'listening');
runUntilSignal({
  log, health: service.health, drainMs: config.DRAIN_MS,
  close: [() => app.close(), forgetting.stop, delivery.stop, service.close, telemetry.stop],
});
