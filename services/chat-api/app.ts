import { requireAppToken } from '#platform/http/app-token';
import { addOutboxRoutes } from '#platform/http/internal-routes';
import { createServer } from '#platform/http/create-server';
import type { Server } from '#platform/http/server';
import { addAddressLimit } from './address-limit.ts';
import { addApiPage } from './api-page.ts';
import type { Deps } from './context.ts';
import { addGateway } from './gateway.ts';
import { internalRoutes, routes } from './routes/index.ts';

/** The server of chat-api, not yet listening. */
export const buildApp = async (deps: Deps): Promise<Server> => {
  const app = await createServer(deps);
  await addApiPage(app);
  await addAddressLimit(app, deps.addressLimit);
  await app.register(async (sidecar) => {
    sidecar.addHook('onRequest', requireAppToken(deps.appToken));
    addOutboxRoutes(sidecar, deps.database, deps.wakeRelay);
    for (const route of internalRoutes) route(sidecar, deps);
  });
  await app.register(async (api) => {
    for (const route of routes) route(api, deps);
  });
  if (deps.gateway !== undefined) await addGateway(app, deps.gateway);
  return app;
};
