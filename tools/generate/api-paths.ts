import { createLocalJWKSet } from 'jose';
import { createAuth } from '#platform/http/auth';
import { createServer } from '#platform/http/create-server';
import { describeApi } from '#platform/http/describe-api';
import { createHealth } from '#platform/health';
import { createLogger } from '#platform/logger';
import type { Route } from '#platform/service/definition';
import { gatewayRoutes } from '../../services/chat-api/gateway.ts';

/** The file of {@link apiPaths}; chat-api shows it at /docs beside its own routes. */
export const apiPathsFile = 'services/chat-api/others-paths.json';

/** A stand-in for everything that routes use only when called. */
const later: unknown = new Proxy(() => later, { get: () => later, apply: () => later });

const auth = createAuth(createLocalJWKSet({ keys: [] }), { issuer: 'nobody' });

const pathsOf = async (id: string): Promise<[string, unknown][]> => {
  const { service } = (await import(`../../services/${id}/service.ts`)) as { service: { routes: readonly Route<unknown>[] } };
  const app = await createServer({ log: createLogger(id, 'silent'), health: createHealth(), ready: async () => undefined });
  await describeApi(app);
  const context = new Proxy({ auth } as Record<string, unknown>, { get: (own, name) => own[String(name)] ?? later });
  for (const route of service.routes) await route(app, context);
  await app.ready();
  const { paths = {} } = app.swagger();
  await app.close();
  return Object.entries(paths);
};

/** The OpenAPI paths that services other than chat-api answer, from the schemas of their routes. */
export const apiPaths = async (): Promise<string> => {
  const ids = [...new Set(Object.values(gatewayRoutes))];
  const paths = (await Promise.all(ids.map(pathsOf))).flat().sort(([one], [other]) => (one < other ? -1 : 1));
  // One line per path, so that a review shows which ones changed.
  return `{\n${paths.map(([path, item]) => ` ${JSON.stringify(path)}: ${JSON.stringify(item)}`).join(',\n')}\n}\n`;
};
