import { addClockRoute } from '#platform/delivery/clock';
import type { Consumer } from '#platform/delivery/consumer';
import { addSingleRoutes } from '#platform/delivery/routes';
import { requireAppToken } from '#platform/http/app-token';
import { addOutboxRoutes, addProgressRoute } from '#platform/http/internal-routes';
import { createServer } from '#platform/http/create-server';
import type { Server } from '#platform/http/server';
import type { Deps } from './context.ts';
import { handlers } from './handlers/index.ts';
import { internalRoutes, routes } from './routes/index.ts';

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
    addSingleRoutes(sidecar, consume, handlers.map(({ definition }) => definition.type));
    addClockRoute(sidecar, { name: 'notifications', tick: deps.release, outage: deps.outage });
    addOutboxRoutes(sidecar, deps.database, deps.wakeRelay);
    addProgressRoute(sidecar);
    for (const route of internalRoutes) route(sidecar, deps);
  });
  for (const route of routes) route(app, deps);
  return app;
};
