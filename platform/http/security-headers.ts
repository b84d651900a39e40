import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';
import type { Server } from './server.ts';

/** Routes that only the sidecar calls, again and again: no browser sees the answers. */
const isForSidecar = (path: string | undefined): boolean => path !== undefined && /^\/(events|clock|internal)\//.test(path);

const protect = helmet({
  // The API page and the web app load only their own scripts and styles, and may not be framed.
  contentSecurityPolicy: {
    directives: { 'script-src': ["'self'"], 'style-src': ["'self'"], 'frame-ancestors': ["'none'"], 'upgrade-insecure-requests': null },
  },
  xFrameOptions: { action: 'deny' },
  strictTransportSecurity: false,
});

/**
 * What helmet sets is the same for every answer, so it is asked once. Its Fastify plugin
 * assigns a function to each reply, and V8 allocates what is assigned to a property among
 * old objects, where it keeps the whole request.
 */
const securityHeaders = (): Record<string, string> => {
  const headers: Record<string, string> = {};
  const answer = { setHeader: (name: string, value: string) => void (headers[name.toLowerCase()] = value), removeHeader: () => undefined };
  protect({} as IncomingMessage, answer as unknown as ServerResponse, (error) => {
    if (error !== undefined) throw error;
  });
  return headers;
};

/**
 * Sets the headers that protect a browser. Only a connection that came by TLS, according to
 * a trusted proxy, may promise TLS for the future.
 */
export const addSecurityHeaders = (app: Server): void => {
  const headers = securityHeaders();
  app.addHook('onRequest', (request, reply, done) => {
    if (!isForSidecar(request.routeOptions.url)) void reply.headers(headers);
    if (request.protocol === 'https') void reply.header('strict-transport-security', 'max-age=31536000');
    done();
  });
};
