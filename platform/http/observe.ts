import { context, propagation, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import type { FastifyRequest } from 'fastify';
import { httpRequests } from '../metrics.ts';
import type { Server } from './server.ts';

const tracer = trace.getTracer('todo-platform');
const quiet = new Set(['/healthz', '/livez', '/readyz', '/metrics', '/internal/outbox', '/internal/progress']);

/** Probes and the ticks of clocks: what a tick sends has traces of its own. */
const isQuiet = (route: string): boolean => quiet.has(route) || route.startsWith('/clock/');

const attributesOf = ({ method, id }: FastifyRequest, route: string): Record<string, string> => ({
  'http.request.method': method,
  'http.route': route,
  'todo.correlation_id': id,
});

/** One span and one measurement per request; what the request does is part of its trace. */
export const observeRequests = (app: Server): void => {
  const spans = new WeakMap<FastifyRequest, Span>();
  app.addHook('onRequest', (request, _reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    if (isQuiet(route)) return done();
    const parent = propagation.extract(context.active(), request.headers);
    const span = tracer.startSpan(`${request.method} ${route}`, { kind: SpanKind.SERVER, attributes: attributesOf(request, route) }, parent);
    spans.set(request, span);
    context.with(trace.setSpan(parent, span), done);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    httpRequests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    const span = spans.get(request)?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
};
