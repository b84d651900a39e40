import type { FastifyInstance } from 'fastify';
import { maxDeadLetterBytes } from '#contracts/topics';
import type { Database } from '#platform/db/database';
import type { Consumer } from '#platform/delivery/consumer';
import type { OutageGuard } from '#platform/delivery/outage-guard';
import type { Health } from '#platform/health';
import { requireAppToken } from '#platform/http/app-token';
import type { Auth } from '#platform/http/auth';
import { addOutboxRoutes, addProgressRoute } from '#platform/http/internal-routes';
import { createServer, type Server } from '#platform/http/server';
import type { Logger } from '#platform/logger';
import { addDeliveryRoutes } from './capture/delivery-routes.ts';
import type { LagReport } from './domain/lag-report.ts';
import type { Outboxes } from './outbox/outboxes.ts';
import { routes } from './routes/index.ts';

/** What the routes of ops-service stand on. */
export interface Deps {
  database: Database;
  auth: Auth;
  health: Health;
  log: Logger;
  consume: Consumer;
  outage: OutageGuard;
  wakeRelay: () => void;
  appToken: string | undefined;
  /** Whose forwarded headers are believed. */
  trustProxy?: string | undefined;
  ready: () => Promise<unknown>;
  /** The present instant, ISO. */
  now: () => string;
  newId: () => string;
  /** The lag as it was last measured. */
  lag: () => LagReport;
  outboxes: Outboxes;
}

/** A message's key and headers are in the head of its delivery, and must fit whatever a topic can hold. */
const longestHead = 2 * maxDeadLetterBytes;

/** The server of ops-service, not yet listening. */
export const buildApp = async (deps: Deps): Promise<Server> => {
  const app = await createServer({ ...deps, maxHeaderBytes: longestHead });
  await app.register(async (sidecar: FastifyInstance) => {
    sidecar.addHook('onRequest', requireAppToken(deps.appToken));
    addDeliveryRoutes(sidecar, deps);
    addOutboxRoutes(sidecar, deps.database, deps.wakeRelay);
    addProgressRoute(sidecar);
  });
  for (const route of routes) route(app, deps);
  return app;
};
