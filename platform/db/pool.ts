import { Socket } from 'node:net';
import pg from 'pg';
import type { Logger } from '../logger.ts';
import { poolWait } from '../metrics.ts';
import { isSilence } from './connection.ts';

export interface PoolOptions {
  config: pg.PoolConfig;
  log: Logger;
  /** Called when a connection has gone silent and all were dropped. */
  onSilence?: ((error: Error) => void) | undefined;
}

/**
 * Connections that are all dropped when one of them has gone silent: the others are gone
 * too, and each would have to time out.
 */
export interface Pool {
  /**
   * Runs work on a connection of its own; if it throws, `broken` decides whether the
   * connection is thrown away.
   */
  withClient<T>(work: (client: pg.PoolClient, broken: (error: Error) => void) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

interface Generation {
  pool: pg.Pool;
  sockets: Set<Socket>;
}

const openGeneration = ({ config, log }: PoolOptions): Generation => {
  const sockets = new Set<Socket>();
  const stream = (): Socket => {
    const socket = new Socket();
    sockets.add(socket.once('close', () => sockets.delete(socket)));
    return socket;
  };
  const pool = new pg.Pool({ ...config, stream });
  // A connection can also break between queries, idle or in a transaction; without a
  // listener that would end the process.
  const broke = (error: Error): void => log.warn({ err: error }, 'a database connection broke');
  pool.on('error', broke);
  pool.on('connect', (client) => client.on('error', broke));
  return { pool, sockets };
};

/** Opens a pool; connects on first use. */
export const openPool = (options: PoolOptions): Pool => {
  let current = openGeneration(options);
  const listening = async <T>(generation: Generation, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (isSilence(error) && generation === current) {
        current = openGeneration(options);
        options.log.warn({ connections: generation.sockets.size }, 'a database connection is silent: all are dropped and opened anew');
        for (const socket of generation.sockets) socket.destroy();
        generation.pool.end().catch(() => undefined);
        options.onSilence?.(error as Error);
      }
      throw error;
    }
  };
  return {
    withClient: async (work) => {
      const generation = current;
      const connected = poolWait.startTimer();
      const client = await generation.pool.connect();
      connected();
      let broken: Error | undefined;
      try {
        return await listening(generation, () => work(client, (error) => (broken = error)));
      } finally {
        client.release(broken);
      }
    },
    end: () => current.pool.end(),
  };
};
