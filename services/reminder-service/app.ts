import type { FastifyInstance } from 'fastify';
import type { Database } from '#platform/db/database';
import { addClockRoute } from '#platform/delivery/clock';
import type { Consumer } from '#platform/delivery/consumer';
import { addSingleRoutes } from '#platform/delivery/routes';
import type { Health } from '#platform/health';
import { requireAppToken } from '#platform/http/app-token';
import { addOutboxRoutes, addProgressRoute } from '#platform/http/internal-routes';
import { createServer, type Server } from '#platform/http/server';
import type { Logger } from '#platform/logger';
import { handlers } from './handlers/index.ts';

/** What the routes of reminder-service stand on. */
export interface Deps {
  database: Database;
  health: Health;
  log: Logger;
  consume: Consumer;
  tick: () => Promise<void>;
  wakeRelay: () => void;
  appToken: string | undefined;
  ready: () => Promise<unknown>;
}

/** The server of reminder-service, not yet listening; only the sidecar calls it. */
export const buildApp = async (deps: Deps): Promise<Server> => {
  const app = await createServer(deps);
  await app.register(async (sidecar: FastifyInstance) => {
    sidecar.addHook('onRequest', requireAppToken(deps.appToken));
    addSingleRoutes(sidecar, deps.consume, handlers.map(({ definition }) => definition.type));
    addClockRoute(sidecar, 'reminders', deps.tick);
    addOutboxRoutes(sidecar, deps.database, deps.wakeRelay);
    addProgressRoute(sidecar);
  });
  return app;
};
