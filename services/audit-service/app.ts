import { auditLog } from '#contracts/topics';
import { addBulkRoute } from '#platform/delivery/routes';
import { requireAppToken } from '#platform/http/app-token';
import { addOutboxRoutes, addProgressRoute } from '#platform/http/internal-routes';
import { createServer } from '#platform/http/create-server';
import type { Server } from '#platform/http/server';
import type { Deps } from './context.ts';
import { routes } from './routes/index.ts';

/** The server of audit-service, not yet listening. */
export const buildApp = async (deps: Deps): Promise<Server> => {
  const app = await createServer(deps);
  await app.register(async (sidecar) => {
    sidecar.addHook('onRequest', requireAppToken(deps.appToken));
    addBulkRoute(sidecar, deps.consume, auditLog.name);
    addOutboxRoutes(sidecar, deps.database, deps.wakeRelay);
    addProgressRoute(sidecar);
  });
  for (const route of routes) route(app, deps);
  return app;
};
