import { maxMessageBytes } from '#contracts/topics';
import { addRawRoute, asEvents, passingFailures } from '#platform/delivery/raw-routes';
import { requireAppToken } from '#platform/http/app-token';
import { createServer } from '#platform/http/create-server';
import type { Server } from '#platform/http/server';
import type { Deps } from './context.ts';
import { routes } from './routes/index.ts';

/** A message's key and headers are in the head of its delivery, where escaping makes three bytes of one. */
const longestHead = 3 * maxMessageBytes;

/** The server of realtime-service, not yet listening; its WebSockets are {@link serveSockets}. */
export const buildApp = async (deps: Deps): Promise<Server> => {
  const app = await createServer({ ...deps, maxHeaderBytes: longestHead });
  await app.register(async (sidecar) => {
    sidecar.addHook('onRequest', requireAppToken(deps.appToken));
    for (const topic of deps.topics) addRawRoute(sidecar, topic, passingFailures(asEvents(deps.consume)));
  });
  for (const route of routes) route(app, deps);
  return app;
};
