import type { FastifyInstance } from 'fastify';
import { requireAppToken } from '#platform/http/app-token';
import { addOutboxRoutes } from '#platform/http/internal-routes';
import { createServer, type Server } from '#platform/http/server';
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
    addOutboxRoutes(sidecar as unknown as FastifyInstance, deps.database, deps.wakeRelay);
    for (const route of internalRoutes) route(sidecar as unknown as Server, deps);
  });
  await app.register(async (api) => {
    for (const route of routes) route(api as unknown as Server, deps);
  });
  if (deps.gateway !== undefined) await addGateway(app, deps.gateway);
  return app;
};
