import helmet from '@fastify/helmet';
import { fastify, LogController, type FastifyBaseLogger } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Health } from '../health.ts';
import { newId } from '../ids.ts';
import type { Logger } from '../logger.ts';
import { watchLoop } from '../loop-watch.ts';
import { registry } from '../metrics.ts';
import { refuseControls } from './control-characters.ts';
import { errorHandler, sendProblem } from './error-handler.ts';
import { observeRequests } from './observe.ts';
import { Problem } from './problem.ts';
import { hidden, type Server } from './server.ts';

/** What every service's server needs. */
export interface ServerOptions {
  log: Logger;
  health: Health;
  /** Rejects as long as the service cannot serve requests; /readyz says why. */
  ready: () => Promise<unknown>;
  /** The largest request head, in bytes; Node's default is 16 KiB. A message's key and headers are in the head of its delivery. */
  maxHeaderBytes?: number;
  /** The proxies whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses or networks, comma-separated. */
  trustProxy?: string | undefined;
}

/** A client that sends its request more slowly holds a connection for nothing. */
const requestMs = 30_000;

const correlationId = /^[\w.:-]{8,128}$/;

const addProbes = (app: Server, { health, ready }: ServerOptions): void => {
  const loop = watchLoop();
  app.addHook('onClose', async () => loop.stop());
  const canServe = async (): Promise<void> => {
    loop.check();
    await ready();
  };
  // For the sidecar: red means that it pauses its subscriptions. Shallow, so that it is fast and tells only of this process.
  app.get('/healthz', { schema: hidden, logLevel: 'silent' }, async (_request, reply) => {
    const problems = health.problems();
    return reply.code(Object.keys(problems).length === 0 ? 200 : 503).send({ problems });
  });
  // For Kubernetes: only that the process answers, because the other two turn red for reasons that a restart would not mend.
  app.get('/livez', { schema: hidden, logLevel: 'silent' }, async () => ({}));
  app.get('/readyz', { schema: hidden, logLevel: 'silent' }, async (_request, reply) => {
    const reason = await canServe().then(() => null, (error: Error) => error.message);
    const { settling: _onlyForTheSidecar, ...causes } = health.problems();
    const problems = { ...causes, ...(reason === null ? {} : { ready: reason }) };
    return reply.code(Object.keys(problems).length === 0 ? 200 : 503).send({ problems });
  });
  app.get('/metrics', { schema: hidden, logLevel: 'silent' }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
};

/** Only a connection that came by TLS, as a trusted proxy says, may promise TLS for the future. */
const addTransportSecurity = (app: Server): void => {
  app.addHook('onRequest', async (request, reply) => {
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000');
  });
};

const addParsers = (app: Server): void => {
  const parse = app.getDefaultJsonParser('error', 'error');
  // Clients say application/json also where they send nothing; a route that needs a body misses it by its schema.
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null);
    else parse(request, body, done);
  });
  for (const type of ['application/cloudevents+json', 'application/vnd.dapr.bulk+json', 'application/vnd.dapr.bulk']) {
    app.addContentTypeParser(type, { parseAs: 'string' }, parse);
  }
};

/** A server with problem details, probes, metrics, tracing, security headers and the content types. */
export const createServer = async (options: ServerOptions): Promise<Server> => {
  const app = fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'correlation_id' }),
    bodyLimit: 1024 * 1024,
    requestTimeout: requestMs,
    trustProxy: options.trustProxy ?? false,
    http: options.maxHeaderBytes === undefined ? {} : { maxHeaderSize: options.maxHeaderBytes },
    genReqId: ({ headers }) => {
      const given = headers['x-correlation-id'];
      return typeof given === 'string' && correlationId.test(given) ? given : newId();
    },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(errorHandler);
  app.setNotFoundHandler((request, reply) => sendProblem(new Problem(404, 'There is nothing here'), request, reply));
  app.addHook('onSend', async (request, reply) => {
    void reply.header('x-correlation-id', request.id);
    // A client that keeps its connection would send its next request to a process that is about to close it.
    if (options.health.problems()['stopping'] !== undefined) void reply.header('connection', 'close');
  });
  // After the schemas, which name every bad field at once.
  app.addHook('preHandler', refuseControls);
  observeRequests(app);
  await app.register(helmet, {
    // The API page and the web app bring their own scripts and styles, nobody else's, and stand in nobody's frame.
    contentSecurityPolicy: {
      directives: { 'script-src': ["'self'"], 'style-src': ["'self'"], 'frame-ancestors': ["'none'"], 'upgrade-insecure-requests': null },
    },
    xFrameOptions: { action: 'deny' },
    hsts: false,
  });
  addTransportSecurity(app);
  addParsers(app);
  addProbes(app, options);
  return app;
};
