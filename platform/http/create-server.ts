import { fastify, LogController, type FastifyBaseLogger } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Health } from '../health.ts';
import { newId } from '../ids.ts';
import type { Logger } from '../logger.ts';
import { watchLoop } from '../loop-watch.ts';
import { registry } from '../metrics.ts';
import { answerBrokenRequest, answerUnreadable } from './broken-requests.ts';
import { refuseControls } from './control-characters.ts';
import { errorHandler, sendProblem } from './error-handler.ts';
import { readJson } from './json-body.ts';
import { observeRequests } from './observe.ts';
import { Problem } from './problem.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { hidden, type Server } from './server.ts';

/** What every service's server needs. */
export interface ServerOptions {
  log: Logger;
  health: Health;
  /** Rejects while the service cannot serve requests; /readyz shows the reason. */
  ready: () => Promise<unknown>;
  /**
   * The limit of a request's headers, in bytes; Node's default is 16 KiB. Deliveries carry
   * a message's key and headers there.
   */
  maxHeaderBytes?: number;
  /**
   * The proxies whose X-Forwarded-For and X-Forwarded-Proto are trusted: addresses or
   * networks, comma-separated.
   */
  trustProxy?: string | undefined;
}

/** A client that sends its request more slowly than this only blocks a connection. */
const requestMs = 30_000;

const correlationId = /^[\w.:-]{8,128}$/;

const addProbes = (app: Server, { health, ready }: ServerOptions): void => {
  const loop = watchLoop();
  app.addHook('onClose', async () => loop.stop());
  const canServe = async (): Promise<void> => {
    loop.check();
    await ready();
  };
  // For the sidecar, which pauses its subscriptions when this is red. Shallow, so that it
  // is fast and only about this process.
  app.get('/healthz', { schema: hidden, logLevel: 'silent' }, async (_request, reply) => {
    const problems = health.problems();
    return reply.code(Object.keys(problems).length === 0 ? 200 : 503).send({ problems });
  });
  // For Kubernetes: only whether the process answers. The other two turn red for reasons
  // that a restart would not fix.
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

const addParsers = (app: Server): void => {
  app.removeContentTypeParser('text/plain');
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, readJson(parse));
  for (const type of ['application/cloudevents+json', 'application/vnd.dapr.bulk+json', 'application/vnd.dapr.bulk']) {
    app.addContentTypeParser(type, { parseAs: 'string' }, parse);
  }
};

/**
 * A server with problem details, probes, metrics, tracing, security headers and the content
 * types.
 */
export const createServer = async (options: ServerOptions): Promise<Server> => {
  const app = fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'correlation_id' }),
    bodyLimit: 1024 * 1024,
    requestTimeout: requestMs,
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerUnreadable,
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
    // A kept connection would receive the client's next request just as the process closes it.
    if (options.health.problems()['stopping'] !== undefined) void reply.header('connection', 'close');
  });
  // After the schemas, because they name every bad field at once.
  app.addHook('preHandler', refuseControls);
  observeRequests(app);
  addSecurityHeaders(app);
  addParsers(app);
  addProbes(app, options);
  return app;
};
