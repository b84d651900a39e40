import type { FastifyInstance } from 'fastify';
import type { Consumer } from '#platform/delivery/consumer';
import { addSingleRoutes } from '#platform/delivery/routes';
import type { Health } from '#platform/health';
import { requireAppToken } from '#platform/http/app-token';
import type { Auth } from '#platform/http/auth';
import { createServer, type Server } from '#platform/http/server';
import type { Logger } from '#platform/logger';
import { routes } from './routes/index.ts';
import type { Tickets } from './tickets.ts';

/** What the routes of realtime-service stand on. */
export interface Deps {
  auth: Auth;
  tickets: Tickets;
  health: Health;
  log: Logger;
  consume: Consumer;
  /** The event types that its handlers take. */
  types: readonly string[];
  appToken: string | undefined;
  /** Whose forwarded headers are believed. */
  trustProxy?: string | undefined;
  ready: () => Promise<unknown>;
}

/** The server of realtime-service, not yet listening; its WebSockets are {@link serveSockets}. */
export const buildApp = async (deps: Deps): Promise<Server> => {
  const app = await createServer(deps);
  await app.register(async (sidecar: FastifyInstance) => {
    sidecar.addHook('onRequest', requireAppToken(deps.appToken));
    addSingleRoutes(sidecar, deps.consume, deps.types);
  });
  for (const route of routes) route(app, deps);
  return app;
};
