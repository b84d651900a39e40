import proxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import files from '@fastify/static';
import { context, propagation } from '@opentelemetry/api';
import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import { hidden, type Server } from '#platform/http/server';
import { services, variableOf } from '../catalogue.ts';
import type { Service } from '../service-entry.ts';
import { proxyUpgrades } from './upgrade-proxy.ts';

/** The path prefixes of the one origin that other services answer; the Ingress has the same. */
export const gatewayRoutes: Readonly<Record<string, string>> = Object.fromEntries(
  services.flatMap(({ id, prefixes = [], upgrades = [] }) => [...prefixes, ...upgrades].map((path) => [path, id])),
);

/** The paths of {@link gatewayRoutes} that take WebSocket upgrades. */
export const upgradePaths: readonly string[] = services.flatMap(({ upgrades = [] }) => upgrades);

/** Where each service of {@link gatewayRoutes} is reached, by its id. */
export type Upstreams = Readonly<Record<string, string>>;

const behind = services.filter(({ id }) => Object.values(gatewayRoutes).includes(id));

const pathsOf = (service: string): string => Object.keys(gatewayRoutes).filter((path) => gatewayRoutes[path] === service).join(', ');

/** The variable with a service's address. */
type UrlVariable = `${string}_SERVICE_URL`;

const urlOf = (id: string): UrlVariable => variableOf(id, 'URL') as UrlVariable;

const address = ({ id, port }: Service): z.ZodDefault<z.ZodURL> =>
  z.url({ protocol: /^https?$/ }).default(`http://127.0.0.1:${port}`).describe(`${id}, to which these are forwarded: ${pathsOf(id)}`);

/** The settings of the gateway. */
export const gatewayConfig = z.object(Object.fromEntries(behind.map((service) => [urlOf(service.id), address(service)])) as Record<UrlVariable, z.ZodDefault<z.ZodURL>>);

export interface GatewayOptions {
  upstreams: Upstreams;
  /** The folder of the browser app, bundled. */
  webRoot: URL;
}

/** The folder that `npm run build` writes. */
export const builtWeb = new URL('../../web/dist/', import.meta.url);

/** The upstreams that the settings name. */
export const upstreamsOf = (config: z.infer<typeof gatewayConfig>): Upstreams => Object.fromEntries(behind.map(({ id }) => [id, config[urlOf(id)]!]));

/**
 * Verifying a long audit trail takes a while before the first byte; a service that is down
 * is noticed at once anyway.
 */
const timeouts = { connect: { timeout: 2_000 }, headersTimeout: 60_000, bodyTimeout: 60_000 };

/**
 * Files with a digest in their name never change; the page that names them is revalidated
 * each time.
 */
const cacheControlOf = (path: string): string => (path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=0');

const timedOut = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
const cutOff = new Set(['UND_ERR_SOCKET', 'ECONNRESET']);

const toProblem = (service: string, error: Error): Problem => {
  const code = (error.cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  if (timedOut.has(code)) return new Problem(504, `${service} did not answer in time`, { detail: 'try again later' });
  if (cutOff.has(code)) return new Problem(502, `${service} broke off its answer`, { detail: 'try again in a few seconds' });
  return new Problem(503, `${service} is not available right now`, { detail: 'try again in a few seconds', headers: { 'retry-after': '5' } });
};

/** One correlation id and one trace, from the browser's request to the service that answers it. */
const proxyOf = (prefix: string, service: string, upstream: string): FastifyHttpProxyOptions => ({
  prefix,
  rewritePrefix: prefix,
  upstream,
  undici: timeouts,
  destroyAgent: true,
  disableRequestLogging: true,
  replyOptions: {
    // The default tries a GET that was answered 503 ten times more, a few milliseconds apart.
    retryDelay: () => null,
    rewriteRequestHeaders: (request, headers) => {
      const sent = { ...headers, 'x-correlation-id': request.id };
      propagation.inject(context.active(), sent);
      return sent;
    },
    // The rest of the request's body was not read, and would precede the next request on
    // this connection.
    onError: (reply, { error }) => void reply.header('connection', 'close').send(toProblem(service, error)),
  },
});

const addUpgrades = (app: Server, upstreams: Upstreams): void => {
  const end = proxyUpgrades(app.server, {
    upstreamOf: (path) => (upgradePaths.includes(path) ? upstreams[gatewayRoutes[path]!] : undefined),
    onError: (path, error) => app.log.warn({ path, reason: error.message }, 'a WebSocket cannot be passed on'),
  });
  app.addHook('preClose', async () => end());
};

/**
 * Makes a server the one origin of the browser: its own routes, those of {@link
 * gatewayRoutes}, and the browser app.
 */
export const addGateway = async (app: Server, { gateway }: { gateway?: GatewayOptions }): Promise<void> => {
  if (gateway === undefined) return;
  const { upstreams, webRoot } = gateway;
  addUpgrades(app, upstreams);
  await app.register(async (scope) => {
    // Bodies pass as they are.
    scope.removeContentTypeParser('application/json');
    // Each service describes its routes itself; here they are no part of the OpenAPI document.
    scope.addHook('onRoute', (route) => void (route.schema = hidden));
    for (const [prefix, service] of Object.entries(gatewayRoutes)) await scope.register(proxy, proxyOf(prefix, service, upstreams[service]!));
    // A route per file that the build made, so that no other path touches the disk.
    await scope.register(files, { root: webRoot, wildcard: false, preCompressed: true, globIgnore: ['**/*.{br,gz}'], cacheControl: false, setHeaders: (reply, path) => void reply.header('cache-control', cacheControlOf(path)) });
  });
};
