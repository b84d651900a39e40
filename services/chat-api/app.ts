import type { FastifyInstance } from 'fastify';
import type { Database } from '#platform/db/database';
import type { Health } from '#platform/health';
import { requireAppToken } from '#platform/http/app-token';
import type { Auth } from '#platform/http/auth';
import { addOutboxRoutes } from '#platform/http/internal-routes';
import { createServer, type Server } from '#platform/http/server';
import type { Logger } from '#platform/logger';
import { addAddressLimit } from './address-limit.ts';
import { addApiPage } from './api-page.ts';
import type { Passwords } from './auth/passwords.ts';
import type { AskNotifications } from './chat/ask-notifications.ts';
import type { Tokens } from './auth/tokens.ts';
import { addGateway, type GatewayOptions } from './gateway.ts';
import { internalRoutes, routes } from './routes/index.ts';

/** What the routes of chat-api stand on. */
export interface Deps {
  database: Database;
  auth: Auth;
  tokens: Tokens;
  passwords: Passwords;
  askNotifications: AskNotifications;
  health: Health;
  log: Logger;
  wakeRelay: () => void;
  appToken: string | undefined;
  ready: () => Promise<unknown>;
  /** The present instant, ISO. */
  now: () => string;
  newId: () => string;
  /** Addresses that are administrators without being made so: development only. */
  adminEmails: readonly string[];
  loginAttempts: number;
  /** Registrations and logins from one address a minute. */
  addressLimit: number;
  /** Whose forwarded headers are believed. */
  trustProxy?: string | undefined;
  /** The rest of the browser's one origin; without it chat-api answers for itself alone. */
  gateway?: GatewayOptions;
}

/** The server of chat-api, not yet listening. */
export const buildApp = async (deps: Deps): Promise<Server> => {
  const app = await createServer(deps);
  await addApiPage(app);
  await addAddressLimit(app, deps.addressLimit);
  await app.register(async (sidecar) => {
    sidecar.addHook('onRequest', requireAppToken(deps.appToken));
    addOutboxRoutes(sidecar as unknown as FastifyInstance, deps.database, deps.wakeRelay);
    for (const route of internalRoutes) route(sidecar as unknown as Server, deps);
  });
  await app.register(async (api) => {
    for (const route of routes) route(api as unknown as Server, deps);
  });
  if (deps.gateway !== undefined) await addGateway(app, deps.gateway);
  return app;
};
