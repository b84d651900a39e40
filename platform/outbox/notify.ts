import pg from 'pg';
import { connectionConfig, quickMs, schemaOf } from '../db/connection.ts';
import type { Queryable } from '../db/database.ts';
import type { Logger } from '../logger.ts';
import { repeat, type Repeated } from '../repeat.ts';

/**
 * NOTIFY takes a server-wide lock at commit, so replicas are woken outside the
 * transactions, and no more often than this.
 */
const quietMs = 5;
const reconnectMs = 1_000;
/** How often to probe: a connection that only listens does not notice that the server is gone. */
const heartbeatMs = 15_000;

const channelOf = (service: string): string => `outbox_${schemaOf(service)}`;

/**
 * Tells the other relays of this service that there is work; many calls within
 * {@link quietMs} become one NOTIFY.
 */
export const createNotifier = (db: Queryable, service: string): (() => void) => {
  let pending = false;
  return () => {
    if (pending) return;
    pending = true;
    setTimeout(() => {
      pending = false;
      // A lost notification costs the poll interval, never an event.
      db.query('select pg_notify($1, $2)', [channelOf(service), '']).catch(() => undefined);
    }, quietMs).unref();
  };
};

const listenOnce = (url: string, service: string, wake: () => void, stop: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const client = new pg.Client({ ...connectionConfig({ url, service }), query_timeout: quickMs });
    const heartbeat = setInterval(() => void client.query('select 1').catch(end), heartbeatMs);
    function end(): void {
      clearInterval(heartbeat);
      stop.removeEventListener('abort', end);
      client.end().catch(() => undefined);
      resolve();
    }
    stop.addEventListener('abort', end);
    client.on('notification', wake);
    client.on('error', end);
    client.on('end', end);
    client
      .connect()
      .then(() => client.query(`listen ${channelOf(service)}`))
      .then(wake)
      .catch(end);
  });

/**
 * Calls `wake` when another process of this service has committed events; reconnects until
 * it is stopped.
 */
export const listenForEvents = (options: { url: string; service: string; log: Logger }, wake: () => void): Repeated =>
  repeat({ what: 'listening for events of other replicas', everyMs: reconnectMs, log: options.log }, (stopping) =>
    listenOnce(options.url, options.service, wake, stopping),
  );
