import { addSingleRoutes } from '#platform/delivery/routes';
import { requireAppToken } from '#platform/http/app-token';
import { createServer } from '#platform/http/create-server';
import type { Server } from '#platform/http/server';
import type { Deps } from './context.ts';
import { routes } from './routes/index.ts';

/** The server of realtime-service, not yet listening; its WebSockets are {@link serveSockets}. */
export const buildApp = async (deps: Deps): Promise<Server> => {
  const app = await createServer(deps);
  await app.register(async (sidecar) => {
    sidecar.addHook('onRequest', requireAppToken(deps.appToken));
    addSingleRoutes(sidecar, deps.consume, deps.types);
  });
  for (const route of routes) route(app, deps);
  return app;
};
