import { taskCompleted } from '#contracts/events/index';
import { addSingleRoutes } from '#platform/delivery/routes';
import { requireAppToken } from '#platform/http/app-token';
import { addProgressRoute } from '#platform/http/internal-routes';
import { createServer } from '#platform/http/create-server';
import type { Server } from '#platform/http/server';
import type { Deps } from './context.ts';

/** The server of recurring-service, not yet listening; only the sidecar calls it. */
export const buildApp = async (deps: Deps): Promise<Server> => {
  const app = await createServer(deps);
  await app.register(async (sidecar) => {
    sidecar.addHook('onRequest', requireAppToken(deps.appToken));
    addSingleRoutes(sidecar, deps.consume, [taskCompleted.type]);
    addProgressRoute(sidecar);
  });
  return app;
};
