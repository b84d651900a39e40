import { addClockRoute } from '../delivery/clock.ts';
import { requireAppToken } from '../http/app-token.ts';
import { createServer } from '../http/create-server.ts';
import { addOutboxRoutes, addProgressRoute } from '../http/internal-routes.ts';
import type { Server } from '../http/server.ts';
import { databaseAnswers, openConsumer, type ServiceConsumer } from './consumer.ts';
import type { Route, ServiceDefinition } from './definition.ts';
import { addEventRoutes } from './event-routes.ts';
import type { Parts, ServiceConfig, Storable } from './parts.ts';
import { addTrailRoute } from './trail.ts';

/** A service's server, not yet listening, and the consumer behind it. */
export interface BuiltService extends ServiceConsumer {
  app: Server;
}

const addAll = async <D>(app: Server, routes: readonly Route<D>[] = [], context: D): Promise<void> => {
  for (const route of routes) await route(app, context);
};

/** Builds the server of a service on its context, for {@link runService} and for tests. */
export const buildService = async <C extends ServiceConfig, Db extends Storable, D extends Parts<C, Db>>(
  definition: ServiceDefinition<C, Db, D>,
  context: D,
): Promise<BuiltService> => {
  const { config, log, health, database, wakeRelay } = context;
  const consumer = openConsumer(definition, context);
  const app = await createServer({
    log, health,
    ready: () => databaseAnswers(context),
    trustProxy: config.TRUST_PROXY,
    ...(definition.maxHeaderBytes !== undefined && { maxHeaderBytes: definition.maxHeaderBytes }),
  });
  app.addHook('onClose', async () => consumer.outage.stop());
  await addAll(app, definition.plugins, context);
  await app.register(async (sidecar) => {
    sidecar.addHook('onRequest', requireAppToken(config.APP_API_TOKEN));
    addEventRoutes(sidecar, consumer, definition.deliveries ?? {}, context);
    const clocks = Object.entries<(context: D) => Promise<void>>(definition.clocks ?? {});
    for (const [name, tick] of clocks) addClockRoute(sidecar, { name, tick: () => tick(context), outage: consumer.outage });
    if (consumer.handlers.length > 0 || clocks.length > 0) addProgressRoute(sidecar);
    if (database !== undefined) addOutboxRoutes(sidecar, database, wakeRelay);
    addTrailRoute(sidecar, {
      name: definition.name, database, consumes: consumer.handlers.length > 0,
      topics: (definition.entry.publishes ?? []).map(({ name }) => name),
      tell: async (correlationId) => (await definition.trail?.(context, correlationId)) ?? { steps: [], keys: [] },
    });
    await addAll(sidecar, definition.internalRoutes, context);
  });
  await app.register((api) => addAll(api, definition.routes, context));
  return { app, ...consumer };
};
