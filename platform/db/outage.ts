import { isSilence } from './connection.ts';
import { isStaleStatement } from './statements.ts';

/**
 * SQLSTATEs that speak of the server or of somebody else's work, not of the statement: connection, resources, operator, a lock that is not to
 * be had, login, a missing database, a standby, the server's own disk.
 */
const sqlStates = /^(08|28|53|57|58|3D000|25006|55P03)/;

/** What Node says of sockets, name resolution, the limits of the machine, and TLS. */
const codes = /^(E(CONN|HOST|NET)\w+|E(PIPE|TIMEDOUT|NOTFOUND|AI_\w+|MFILE|NFILE|NOBUFS|NOMEM|ADDRNOTAVAIL|PROTO)|CERT_\w+|CRL_\w+|UNABLE_TO_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|ERR_(TLS|SSL|OSSL)_\w+)$/;

/** What `pg` throws without a code when a connection breaks or the pool can't give one. */
const messages = /connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|^timeout expired$|server closed the connection|client was closed|server does not support SSL/i;

/** Something that an event's handler needs is unavailable for now, such as a service it calls. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly code = 'UNAVAILABLE';
}

const codeOf = ({ code }: Error & { code?: unknown }): string => (typeof code === 'string' ? code : '');

const hasOutageCode = (error: Error): boolean => sqlStates.test(codeOf(error)) || codes.test(codeOf(error));

/** Whether an error is an outage of infrastructure, so that the same work can succeed later unchanged. */
export const isOutage = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isOutage);
  return error instanceof Unavailable || hasOutageCode(error) || messages.test(error.message) || isSilence(error) || isStaleStatement(error) || isOutage(error.cause);
};

/** Whether the server has ended a statement for the time it took: an outage at first, the work's own fault when it happens to it again. */
export const isTimeout = (error: unknown): boolean => error instanceof Error && codeOf(error) === '57014';
