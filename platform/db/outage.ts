/** SQLSTATE classes that speak of the server, not of the statement: connection, resources, operator, and a standby. */
const sqlStates = /^(08|53|57P|25006)/;

const codes = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH',
]);

/** What `pg` throws without a code when a connection breaks or the pool can't give one. */
const messages = /connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|^timeout expired$|server closed the connection|client was closed/i;

/** Something that an event's handler needs is unavailable for now, such as a service it calls. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly code = 'UNAVAILABLE';
}

const hasOutageCode = ({ code }: Error & { code?: unknown }): boolean =>
  typeof code === 'string' && (sqlStates.test(code) || codes.has(code));

/** Whether an error is an outage of infrastructure, so that the same work can succeed later unchanged. */
export const isOutage = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isOutage);
  return error instanceof Unavailable || hasOutageCode(error) || messages.test(error.message) || isOutage(error.cause);
};
