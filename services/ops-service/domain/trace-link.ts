/** The trace that a W3C traceparent names: 32 hex digits. */
const traceOf = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}$/;

/** The link to the trace of an event; null where no place is set up, or the event names no trace. */
export const traceLink = (template: string, payload: unknown): string | null => {
  const traceparent = typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>)['traceparent'] : undefined;
  const id = typeof traceparent === 'string' ? traceOf.exec(traceparent)?.[1] : undefined;
  return template === '' || id === undefined ? null : template.replaceAll('{trace_id}', id);
};

/** The link to the traces of a request; null where no place is set up. */
export const traceSearchLink = (template: string, correlationId: string): string | null =>
  template === '' ? null : template.replaceAll('{correlation_id}', encodeURIComponent(correlationId));
