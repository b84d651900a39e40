import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span that a service has exported. */
export interface Span {
  service: string;
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
}

interface Export {
  resourceSpans: { resource: { attributes: { key: string; value: { stringValue?: string } }[] }; scopeSpans: { spans: Omit<Span, 'service'>[] }[] }[];
}

let server: Server | undefined;
const spans: Span[] = [];

const serviceOf = ({ attributes }: Export['resourceSpans'][number]['resource']): string =>
  attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? 'unknown';

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const take = async (request: IncomingMessage): Promise<void> => {
  const { resourceSpans } = JSON.parse(await bodyOf(request)) as Export;
  for (const { resource, scopeSpans } of resourceSpans) {
    for (const span of scopeSpans.flatMap((scope) => scope.spans)) spans.push({ ...span, service: serviceOf(resource) });
  }
};

/**
 * Starts a collector (OTLP over HTTP, as JSON); returns the environment in which every
 * service exports to it. It keeps only traces that begin outside, in a test that sends a
 * traceparent, so that the load of the other suites is not slowed down.
 */
export const startCollector = async (): Promise<Record<string, string>> => {
  server = createServer((request, response) => {
    void take(request).then(
      () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
      (error: unknown) => response.writeHead(400).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_BSP_SCHEDULE_DELAY: '500',
    OTEL_TRACES_SAMPLER: 'parentbased_always_off',
  };
};

/** The spans of a trace that have arrived. */
export const spansOf = (traceId: string): Span[] => spans.filter((span) => span.traceId === traceId);

/** Stops it. */
export const stopCollector = async (): Promise<void> => {
  server?.closeAllConnections();
  server?.close();
};
