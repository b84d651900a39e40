import { openDatabase } from '#platform/db/database';
import { createHealth } from '#platform/health';
import { createAuth } from '#platform/http/auth';
import { newId } from '#platform/ids';
import { createLogger } from '#platform/logger';
import { baseConfig, databaseConfig, readConfig } from '#platform/config';
import { runUntilSignal } from '#platform/run';
import { startTelemetry } from '#platform/telemetry';
import { buildApp } from '../../services/chat-api/app.ts';
import { createPasswords } from '../../services/chat-api/auth/passwords.ts';
import { createTokens, newSigningKey } from '../../services/chat-api/auth/tokens.ts';

// chat-api as its main.ts composes it, except that its transactions emit nothing: what a write costs without events.
const config = readConfig(baseConfig.extend(databaseConfig.shape));
const log = createLogger('chat-api-without-events', config.LOG_LEVEL);
const telemetry = startTelemetry('chat-api-without-events');
const database = openDatabase({ url: config.DATABASE_URL, service: 'chat-api', poolSize: config.DATABASE_POOL_SIZE, log });
const tokens = await createTokens(await newSigningKey(), { issuer: 'bench', hours: 1 });
const health = createHealth();
const app = await buildApp({
  database: { ...database, transaction: (work) => database.transaction((tx) => work({ ...tx, emit: () => undefined })) },
  auth: createAuth(tokens.keys, 'bench'),
  tokens,
  passwords: await createPasswords(4),
  askNotifications: async () => 'no notifications here',
  health,
  log,
  wakeRelay: () => undefined,
  appToken: config.APP_API_TOKEN,
  ready: () => database.query('select 1'),
  now: () => new Date().toISOString(),
  newId,
  adminEmails: [],
  loginAttempts: 10,
  addressLimit: 1_000_000,
});
await app.listen({ port: config.PORT, host: config.HOST });
runUntilSignal({ log, health, drainMs: 0, close: [() => app.close(), database.close, telemetry.stop] });
