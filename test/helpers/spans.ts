import { NodeSDK } from '@opentelemetry/sdk-node';
import { InMemorySpanExporter, SimpleSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace';

/** A span that has ended, as tests look at it. */
export interface EndedSpan {
  name: string;
  traceId: string;
  spanId: string;
  parentId: string | undefined;
  /** The traces that it links to. */
  links: string[];
  attributes: Record<string, unknown>;
  failed: boolean;
}

/** Traces this process as a service does, and keeps its spans. */
export interface SpanRecorder {
  spans(name?: string): EndedSpan[];
  stop(): Promise<void>;
}

const errorStatus = 2;

const toEnded = (span: ReadableSpan): EndedSpan => ({
  name: span.name,
  traceId: span.spanContext().traceId,
  spanId: span.spanContext().spanId,
  parentId: span.parentSpanContext?.spanId,
  links: span.links.map(({ context }) => context.traceId),
  attributes: span.attributes,
  failed: span.status.code === errorStatus,
});

/** Starts to record, which a process can do only once. */
export const recordSpans = (): SpanRecorder => {
  const exporter = new InMemorySpanExporter();
  const sdk = new NodeSDK({ serviceName: 'test', autoDetectResources: false, spanProcessors: [new SimpleSpanProcessor({ exporter })], metricReaders: [], logRecordProcessors: [] });
  sdk.start();
  return {
    spans: (name) => exporter.getFinishedSpans().map(toEnded).filter((span) => name === undefined || span.name === name),
    stop: () => sdk.shutdown(),
  };
};
