import type { z } from 'zod';
import { parseConfig } from '#platform/config';
import { createDaprClient } from '#platform/dapr/client';
import { createHealth } from '#platform/health';
import type { Parts, ServiceConfig, Storable } from '#platform/service/parts';
import { silentLog } from './database.ts';

/** The token that the sidecar of the tests sends. */
export const appToken = 'an-app-token-for-tests';

/** The settings that every service needs; nothing listens at these addresses. */
const nowhere = {
  NODE_ENV: 'test', PORT: '1', DAPR_HTTP_PORT: '1', APP_API_TOKEN: appToken, DATABASE_URL: 'postgres://127.0.0.1:1/none',
  AUTH_ISSUER: 'test', AUTH_JWKS_URL: 'http://127.0.0.1:1/', SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'todo@example.org', PUBLIC_URL: 'http://todo.example', KAFKA_BOOTSTRAP_SERVERS: '127.0.0.1:1',
};

/**
 * What the platform gives a service, for a test: a database of its own, no sidecar unless
 * `env` names one, and a silent log.
 */
export const testParts = <Config extends ServiceConfig, Db extends Storable>(
  schema: z.ZodType<Config>,
  database: Db,
  env: Record<string, string> = {},
): Parts<Config, Db> => {
  const config = parseConfig(schema, { ...nowhere, ...env });
  const dapr = createDaprClient(config.DAPR_HTTP_PORT, config.DAPR_API_TOKEN);
  return { config, log: silentLog, health: createHealth(), dapr, database, wakeRelay: () => undefined };
};
