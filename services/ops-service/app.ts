import { maxDeadLetterBytes } from '#contracts/topics';
import { requireAppToken } from '#platform/http/app-token';
import { addOutboxRoutes, addProgressRoute } from '#platform/http/internal-routes';
import { createServer } from '#platform/http/create-server';
import type { Server } from '#platform/http/server';
import { addDeliveryRoutes } from './capture/delivery-routes.ts';
import type { Deps } from './context.ts';
import { routes } from './routes/index.ts';

/** A message's key and headers are in the head of its delivery, and must fit whatever a topic can hold. */
const longestHead = 2 * maxDeadLetterBytes;

/** The server of ops-service, not yet listening. */
export const buildApp = async (deps: Deps): Promise<Server> => {
  const app = await createServer({ ...deps, maxHeaderBytes: longestHead });
  await app.register(async (sidecar) => {
    sidecar.addHook('onRequest', requireAppToken(deps.appToken));
    addDeliveryRoutes(sidecar, deps);
    addOutboxRoutes(sidecar, deps.database, deps.wakeRelay);
    addProgressRoute(sidecar);
  });
  for (const route of routes) route(app, deps);
  return app;
};
