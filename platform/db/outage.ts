import { isSilence } from './connection.ts';
import { isStaleStatement } from './statements.ts';

/**
 * SQLSTATEs that are about the server or somebody else's work, not the statement:
 * connection, resources, operator intervention, lock not available, login, missing
 * database, standby, the server's own disk.
 */
const sqlStates = /^(08|28|53|57|58|3D000|25006|55P03)/;

/** Node's codes for sockets, name resolution, limits of the machine, and TLS. */
const codes = /^(E(CONN|HOST|NET)\w+|E(PIPE|TIMEDOUT|NOTFOUND|AI_\w+|MFILE|NFILE|NOBUFS|NOMEM|ADDRNOTAVAIL|PROTO)|CERT_\w+|CRL_\w+|UNABLE_TO_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|ERR_(TLS|SSL|OSSL)_\w+)$/;

/** What `pg` throws, without a code, when a connection breaks or the pool has none. */
const messages = /connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|^timeout expired$|server closed the connection|client was closed|server does not support SSL/i;

/** Something that a handler needs, such as a service it calls, is unavailable for now. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly code = 'UNAVAILABLE';
}

const codeOf = ({ code }: Error & { code?: unknown }): string => (typeof code === 'string' ? code : '');

const hasOutageCode = (error: Error): boolean => sqlStates.test(codeOf(error)) || codes.test(codeOf(error));

/**
 * Whether an error is an outage of infrastructure, after which the same work can succeed
 * unchanged.
 */
export const isOutage = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isOutage);
  return error instanceof Unavailable || hasOutageCode(error) || messages.test(error.message) || isSilence(error) || isStaleStatement(error) || isOutage(error.cause);
};

/**
 * Whether the server cancelled a statement because of its time limit: an outage the first
 * time, the work's own fault the second.
 */
export const isTimeout = (error: unknown): boolean => error instanceof Error && codeOf(error) === '57014';
