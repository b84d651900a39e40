import type { FastifyInstance } from 'fastify';
import { auditLog } from '#contracts/topics';
import type { Database } from '#platform/db/database';
import type { Consumer } from '#platform/delivery/consumer';
import { addBulkRoute } from '#platform/delivery/routes';
import type { Health } from '#platform/health';
import { requireAppToken } from '#platform/http/app-token';
import type { Auth } from '#platform/http/auth';
import { addOutboxRoutes, addProgressRoute } from '#platform/http/internal-routes';
import { createServer, type Server } from '#platform/http/server';
import type { Logger } from '#platform/logger';
import { routes } from './routes/index.ts';

/** What the routes of audit-service stand on. */
export interface Deps {
  database: Database;
  auth: Auth;
  health: Health;
  log: Logger;
  consume: Consumer;
  wakeRelay: () => void;
  appToken: string | undefined;
  /** Whose forwarded headers are believed. */
  trustProxy?: string | undefined;
  ready: () => Promise<unknown>;
}

/** The server of audit-service, not yet listening. */
export const buildApp = async (deps: Deps): Promise<Server> => {
  const app = await createServer(deps);
  await app.register(async (sidecar: FastifyInstance) => {
    sidecar.addHook('onRequest', requireAppToken(deps.appToken));
    addBulkRoute(sidecar, deps.consume, auditLog.name);
    addOutboxRoutes(sidecar, deps.database, deps.wakeRelay);
    addProgressRoute(sidecar);
  });
  for (const route of routes) route(app, deps);
  return app;
};
