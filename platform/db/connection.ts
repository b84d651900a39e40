import type pg from 'pg';

/** The server and the service whose schema is used. */
export interface ConnectionOptions {
  url: string;
  /** The service's name; with underscores it is the schema: chat-api owns chat_api. */
  service: string;
}

/** The PostgreSQL schema of a service. */
export const schemaOf = (service: string): string => service.replaceAll('-', '_');

const connectMs = 5_000;
/**
 * The server's own limits for a statement and a lock. Waiting longer for a lock is somebody
 * else's fault and counts as an outage; a slow statement does not.
 */
const statementMs = 15_000;
const lockMs = 10_000;
/**
 * Longer than any statement may take: a server silent for this long is gone, for example
 * behind a failover that swallows packets.
 */
export const silenceMs = statementMs + 2_000;
/** The limit of a query that is always fast, so that silence is noticed sooner, in ms. */
export const quickMs = 10_000;

/** Connection settings that every connection of a service shares. */
export const connectionConfig = ({ url, service }: ConnectionOptions): pg.ClientConfig => ({
  connectionString: url,
  application_name: service,
  connectionTimeoutMillis: connectMs,
  keepAlive: true,
  keepAliveInitialDelayMillis: quickMs,
  options: `-c search_path=${schemaOf(service)} -c statement_timeout=${statementMs} -c lock_timeout=${lockMs} -c idle_in_transaction_session_timeout=30s -c TimeZone=UTC`,
});

/** What `pg` says of a query that nobody answered, and what we say of ours. */
const silence = 'Query read timeout';

/** The error of a connection that took a query and never answered. */
export const silenceError = (): Error => new Error(silence);

/** Whether an error means that a connection took a query and never answered. */
export const isSilence = (error: unknown): boolean => error instanceof Error && error.message === silence;
