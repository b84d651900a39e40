import { addClockRoute } from '#platform/delivery/clock';
import { addSingleRoutes } from '#platform/delivery/routes';
import { requireAppToken } from '#platform/http/app-token';
import { addOutboxRoutes, addProgressRoute } from '#platform/http/internal-routes';
import { createServer } from '#platform/http/create-server';
import type { Server } from '#platform/http/server';
import type { Deps } from './context.ts';
import { handlers } from './handlers/index.ts';

/** The server of reminder-service, not yet listening; only the sidecar calls it. */
export const buildApp = async (deps: Deps): Promise<Server> => {
  const app = await createServer(deps);
  await app.register(async (sidecar) => {
    sidecar.addHook('onRequest', requireAppToken(deps.appToken));
    addSingleRoutes(sidecar, deps.consume, handlers.map(({ definition }) => definition.type));
    addClockRoute(sidecar, { name: 'reminders', tick: deps.tick, outage: deps.outage });
    addOutboxRoutes(sidecar, deps.database, deps.wakeRelay);
    addProgressRoute(sidecar);
  });
  return app;
};
