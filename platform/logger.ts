import { trace } from '@opentelemetry/api';
import { pino, type Logger } from 'pino';

export type { Logger } from 'pino';

/** Adds the current trace id to every line, so that a log line leads to its trace. */
const traceFields = (): object => {
  const context = trace.getActiveSpan()?.spanContext();
  return context === undefined ? {} : { trace_id: context.traceId };
};

/** A service's logger: JSON lines with ids only, never payloads, titles or addresses. */
export const createLogger = (service: string, level: string): Logger =>
  pino({ level, base: { service }, mixin: traceFields, timestamp: pino.stdTimeFunctions.isoTime });
