import proxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import files from '@fastify/static';
import { context, propagation } from '@opentelemetry/api';
import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import { hidden, type Server } from '#platform/http/server';
import { proxyUpgrades } from './upgrade-proxy.ts';

/** The paths of the one origin that another service answers, itself and all below it; the Ingress mirrors this table. */
export const gatewayRoutes = {
  '/audit': 'audit-service',
  '/notification-preferences': 'notification-service',
  '/notifications': 'notification-service',
  '/ops': 'ops-service',
  '/push-subscriptions': 'notification-service',
  '/unsubscribe': 'notification-service',
  '/ws-tickets': 'realtime-service',
  '/ws': 'realtime-service',
} as const satisfies Record<`/${string}`, string>;

/** The paths of {@link gatewayRoutes} that take WebSocket upgrades. */
export const upgradePaths: readonly string[] = ['/ws'] satisfies (keyof typeof gatewayRoutes)[];

/** Where each service of {@link gatewayRoutes} is reached. */
export type Upstreams = Record<(typeof gatewayRoutes)[keyof typeof gatewayRoutes], string>;

/** The settings of the gateway. */
export const gatewayConfig = z.object({
  AUDIT_SERVICE_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:3004').describe('audit-service, to which /audit is forwarded'),
  NOTIFICATION_SERVICE_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:3002').describe('notification-service, to which notifications, their preferences, push subscriptions and unsubscribing are forwarded'),
  OPS_SERVICE_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:3006').describe('ops-service, to which /ops is forwarded'),
  REALTIME_SERVICE_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:3005').describe('realtime-service, to which /ws-tickets and the WebSocket /ws are forwarded'),
});

/** What {@link addGateway} needs. */
export interface GatewayOptions {
  upstreams: Upstreams;
  /** The folder of the browser app, bundled. */
  webRoot: URL;
}

/** Where `npm run build` puts the browser app. */
export const builtWeb = new URL('../../web/dist/', import.meta.url);

/** The upstreams that the settings name. */
export const upstreamsOf = (config: z.infer<typeof gatewayConfig>): Upstreams => ({
  'audit-service': config.AUDIT_SERVICE_URL,
  'notification-service': config.NOTIFICATION_SERVICE_URL,
  'ops-service': config.OPS_SERVICE_URL,
  'realtime-service': config.REALTIME_SERVICE_URL,
});

/** Verifying a long audit trail takes a while before its first byte; a service that is away shows at once. */
const timeouts = { connect: { timeout: 2_000 }, headersTimeout: 60_000, bodyTimeout: 60_000 };

/** What carries a digest of its content in its name never changes; the page that names it is asked for again each time. */
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
    onError: (reply, { error }) => void reply.send(toProblem(service, error)),
  },
});

const addUpgrades = (app: Server, upstreams: Upstreams): void => {
  const end = proxyUpgrades(app.server, {
    upstreamOf: (path) => (upgradePaths.includes(path) ? upstreams[gatewayRoutes[path as keyof typeof gatewayRoutes]] : undefined),
    onError: (path, error) => app.log.warn({ path, reason: error.message }, 'a WebSocket cannot be passed on'),
  });
  app.addHook('preClose', async () => end());
};

/** Makes a server the one origin of the browser: its own routes, those of {@link gatewayRoutes}, and the browser app. */
export const addGateway = async (app: Server, { upstreams, webRoot }: GatewayOptions): Promise<void> => {
  addUpgrades(app, upstreams);
  await app.register(async (scope) => {
    // Each service describes its routes itself; here they are no part of the OpenAPI document.
    scope.addHook('onRoute', (route) => void (route.schema = hidden));
    for (const [prefix, service] of Object.entries(gatewayRoutes)) await scope.register(proxy, proxyOf(prefix, service, upstreams[service]));
    // A route per file that the build made, so that no other path touches the disk.
    await scope.register(files, { root: webRoot, wildcard: false, cacheControl: false, setHeaders: (reply, path) => void reply.header('cache-control', cacheControlOf(path)) });
  });
};
