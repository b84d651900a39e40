import { context, propagation, SpanStatusCode, trace, type Attributes, type Context, type SpanKind } from '@opentelemetry/api';
import { NodeSDK, type tracing } from '@opentelemetry/sdk-node';

/** Drops every span: ids and parents stay, so that logs and events carry their trace although nobody collects it. */
const nowhere: tracing.SpanProcessor = {
  onStart: () => undefined,
  onEnd: () => undefined,
  forceFlush: async () => undefined,
  shutdown: async () => undefined,
};

/** Starts tracing; spans are exported when OTEL_EXPORTER_OTLP_ENDPOINT is set, and trace context is carried on either way. */
export const startTelemetry = (service: string, env = process.env): { stop(): Promise<void> } => {
  const silent = !env['OTEL_EXPORTER_OTLP_ENDPOINT'] && !env['OTEL_TRACES_EXPORTER'];
  // Metrics are served at /metrics and logs go to standard output: neither is OpenTelemetry's here.
  env['OTEL_METRICS_EXPORTER'] ??= 'none';
  env['OTEL_LOGS_EXPORTER'] ??= 'none';
  const sdk = new NodeSDK({ serviceName: service, ...(silent && { spanProcessors: [nowhere] }) });
  sdk.start();
  return { stop: () => sdk.shutdown().catch(() => undefined) };
};

/** The W3C traceparent of the current span, to be stored beside an event. */
export const currentTraceparent = (): string | undefined => {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
};

/** The context that a traceparent names, as the parent of new spans. */
export const contextOf = (traceparent: string | undefined): Context =>
  traceparent === undefined ? context.active() : propagation.extract(context.active(), { traceparent });

const tracer = trace.getTracer('todo-platform');

/** What {@link inSpan} needs to know of a span. */
export interface SpanOptions {
  kind?: SpanKind;
  parent?: Context;
  attributes?: Attributes;
}

/** Runs work in a span that ends with it and records its failure. */
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
