import {
  context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Attributes, type Context, type Link, type SpanContext,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { parseTraceParent, W3CTraceContextPropagator } from '@opentelemetry/core';
import { NoopSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

/** Variables that say where spans go; any of them is enough. */
const destinations = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_TRACES_EXPORTER'];

/**
 * Without a collector, spans are dropped but ids and parents stay, so that logs and events
 * carry their trace; loading the SDK with its exporters would take 20 MB for nothing.
 */
const traceSilently = (): void => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new NoopSpanProcessor()] }));
};

/**
 * Starts tracing. Spans are exported when OTEL_EXPORTER_OTLP_ENDPOINT is set; trace context
 * is passed on in any case.
 */
export const startTelemetry = async (service: string, env = process.env): Promise<{ stop(): Promise<void> }> => {
  if (destinations.every((name) => !env[name])) {
    traceSilently();
    return { stop: async () => undefined };
  }
  // Metrics are served at /metrics and logs go to standard output, without OpenTelemetry.
  env['OTEL_METRICS_EXPORTER'] ??= 'none';
  env['OTEL_LOGS_EXPORTER'] ??= 'none';
  const { NodeSDK } = await import('@opentelemetry/sdk-node');
  const sdk = new NodeSDK({ serviceName: service });
  sdk.start();
  return { stop: () => sdk.shutdown().catch(() => undefined) };
};

/** Headers that keep a call to another service in the current trace. */
export const traceHeaders = (): Record<string, string> => {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
};

/** The W3C traceparent of the current span, for storing with an event. */
export const currentTraceparent = (): string | undefined => traceHeaders()['traceparent'];

const spanOf = (traceparent: string | null | undefined): SpanContext | null => {
  const span = parseTraceParent(traceparent ?? '');
  return span === null ? null : { ...span, isRemote: true };
};

const within = (around: Context, span: SpanContext | null): Context => (span === null ? around : trace.setSpanContext(around, span));

/** The context of a traceparent, as the parent of new spans; without one, the current context. */
export const contextOf = (traceparent: string | undefined): Context => within(context.active(), spanOf(traceparent));

/**
 * The context of a stored traceparent; without one an empty context, because the reader is
 * unrelated to the current trace.
 */
export const storedContext = (traceparent: string | null): Context => within(ROOT_CONTEXT, spanOf(traceparent));

/** Links to the traces of causes; a cause without a trace is skipped. */
export const linksTo = (traceparents: readonly (string | null)[]): Link[] =>
  traceparents.flatMap((traceparent) => {
    const cause = spanOf(traceparent);
    return cause === null ? [] : [{ context: cause }];
  });

/**
 * Runs work that follows from a cause in the trace of that cause. The current span is kept
 * if it belongs to that trace, as it does unless a batch has several.
 */
export const inTraceOf = <T>(traceparent: string | null, work: () => T): T => {
  const cause = spanOf(traceparent);
  const isCurrent = cause === null || cause.traceId === trace.getActiveSpan()?.spanContext().traceId;
  return isCurrent ? work() : context.with(within(ROOT_CONTEXT, cause), work);
};

const tracer = trace.getTracer('todo-platform');

/**
 * Begins a trace for something that waited for its time, with a link to the trace of each
 * cause, because no tool shows a trace that spans days. Events emitted by `work` belong to
 * the new trace.
 */
export const inLaterTrace = <T>(name: string, causes: readonly (string | null)[], work: () => T): T =>
  tracer.startActiveSpan(name, { kind: SpanKind.PRODUCER, root: true, links: linksTo(causes) }, (span) => {
    try {
      return work();
    } finally {
      span.end();
    }
  });

/** Options of a span. */
export interface SpanOptions {
  kind?: SpanKind;
  parent?: Context;
  attributes?: Attributes;
  links?: Link[];
}

/** Runs work in a span, which records its failure. */
export const inSpan = <T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T> => {
  const { parent = context.active(), ...rest } = options;
  return tracer.startActiveSpan(name, rest, parent, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).message });
      throw error;
    } finally {
      span.end();
    }
  });
};

/** Sets the outcome of the current span, when a failure is an outcome and not an exception. */
export const markSpan = (outcome: string, ok: boolean): void => {
  const span = trace.getActiveSpan()?.setAttribute('todo.outcome', outcome);
  if (!ok) span?.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
};
