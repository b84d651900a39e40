import { context, propagation, SpanStatusCode, trace, type Attributes, type Context, type SpanKind } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';

/** Starts tracing when OTEL_EXPORTER_OTLP_ENDPOINT is set; trace context is carried on either way. */
export const startTelemetry = (service: string, env = process.env): { stop(): Promise<void> } => {
  const silent = !env['OTEL_EXPORTER_OTLP_ENDPOINT'] && !env['OTEL_TRACES_EXPORTER'];
  if (silent) process.env['OTEL_TRACES_EXPORTER'] = 'none';
  process.env['OTEL_METRICS_EXPORTER'] ??= 'none';
  process.env['OTEL_LOGS_EXPORTER'] ??= 'none';
  const sdk = new NodeSDK({ serviceName: service });
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
