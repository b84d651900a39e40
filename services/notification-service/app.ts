import type { FastifyInstance } from 'fastify';
import type { Database } from '#platform/db/database';
import { addClockRoute } from '#platform/delivery/clock';
import type { Consumer } from '#platform/delivery/consumer';
import { addSingleRoutes } from '#platform/delivery/routes';
import type { Health } from '#platform/health';
import { requireAppToken } from '#platform/http/app-token';
import type { Auth } from '#platform/http/auth';
import { addOutboxRoutes, addProgressRoute } from '#platform/http/internal-routes';
import { createServer, type Server } from '#platform/http/server';
import type { Logger } from '#platform/logger';
import type { AllowedEndpoints } from './delivery/public-address.ts';
import { handlers } from './handlers/index.ts';
import { internalRoutes, routes } from './routes/index.ts';

/** What the routes of notification-service stand on. */
export interface Deps {
  database: Database;
  auth: Auth;
  health: Health;
  log: Logger;
  consume: Consumer;
  wakeRelay: () => void;
  /** Tells the delivery workers that there may be work. */
  wakeWorkers: () => void;
  /** One tick of the clock of held notices. */
  release: () => Promise<void>;
  appToken: string | undefined;
  /** Whose forwarded headers are believed. */
  trustProxy?: string | undefined;
  ready: () => Promise<unknown>;
  /** The present instant, ISO. */
  now: () => string;
  newId: () => string;
  vapidPublicKey: string;
  allowedEndpoints: AllowedEndpoints;
}

/** The server of notification-service, not yet listening. */
export const buildApp = async (deps: Deps): Promise<Server> => {
  const app = await createServer(deps);
  const consume: Consumer = async (batch) => {
    const verdicts = await deps.consume(batch);
    deps.wakeWorkers();
    return verdicts;
  };
  await app.register(async (sidecar) => {
    sidecar.addHook('onRequest', requireAppToken(deps.appToken));
    const plain = sidecar as unknown as FastifyInstance;
    addSingleRoutes(plain, consume, handlers.map(({ definition }) => definition.type));
    addClockRoute(plain, 'notifications', deps.release);
    addOutboxRoutes(plain, deps.database, deps.wakeRelay);
    addProgressRoute(plain);
    for (const route of internalRoutes) route(sidecar as unknown as Server, deps);
  });
  for (const route of routes) route(app, deps);
  return app;
};
