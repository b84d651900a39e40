import type { FastifyInstance } from 'fastify';
import { taskCompleted } from '#contracts/events/index';
import type { Consumer } from '#platform/delivery/consumer';
import { addSingleRoutes } from '#platform/delivery/routes';
import type { Health } from '#platform/health';
import { requireAppToken } from '#platform/http/app-token';
import { addProgressRoute } from '#platform/http/internal-routes';
import { createServer, type Server } from '#platform/http/server';
import type { Logger } from '#platform/logger';

/** What the routes of recurring-service stand on. */
export interface Deps {
  health: Health;
  log: Logger;
  consume: Consumer;
  appToken: string | undefined;
  ready: () => Promise<unknown>;
}

/** The server of recurring-service, not yet listening; only the sidecar calls it. */
export const buildApp = async (deps: Deps): Promise<Server> => {
  const app = await createServer(deps);
  await app.register(async (sidecar: FastifyInstance) => {
    sidecar.addHook('onRequest', requireAppToken(deps.appToken));
    addSingleRoutes(sidecar, deps.consume, [taskCompleted.type]);
    addProgressRoute(sidecar);
  });
  return app;
};
