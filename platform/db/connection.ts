import type pg from 'pg';

/** Which schema of which server a service connects to. */
export interface ConnectionOptions {
  url: string;
  /** The service's name, with underscores its schema: chat-api owns chat_api. */
  service: string;
}

/** The PostgreSQL schema of a service. */
export const schemaOf = (service: string): string => service.replaceAll('-', '_');

const connectMs = 5_000;
/** What the server itself allows a statement and a lock. A lock that takes longer is somebody else's: an outage, where a slow statement is not. */
const statementMs = 15_000;
const lockMs = 10_000;
/** Longer than a statement may take: who is silent for so long is gone, such as behind a failover that swallows packets. */
export const silenceMs = statementMs + 2_000;
/** For a query that is always fast, so that silence is noticed sooner, in ms. */
export const quickMs = 10_000;

/** Connection settings that every connection of a service shares. */
export const connectionConfig = ({ url, service }: ConnectionOptions): pg.ClientConfig => ({
  connectionString: url,
  application_name: service,
  connectionTimeoutMillis: connectMs,
  query_timeout: silenceMs,
  keepAlive: true,
  keepAliveInitialDelayMillis: quickMs,
  options: `-c search_path=${schemaOf(service)} -c statement_timeout=${statementMs} -c lock_timeout=${lockMs} -c idle_in_transaction_session_timeout=30s -c TimeZone=UTC`,
});

/** Whether an error says that a connection took a query and never answered. */
export const isSilence = (error: unknown): boolean => error instanceof Error && error.message === 'Query read timeout';
