import type { WebSocket } from 'ws';
import type { Logger } from '#platform/logger';
import { readResume } from '../domain/frames.ts';
import { connections, dropped } from '../metrics.ts';
import type { Session } from '../tickets.ts';
import { closeCodes, type CloseReason } from './close-codes.ts';
import type { Client, Hub } from './hub.ts';

/** One open WebSocket. */
export interface Connection extends Client {
  /** Which of its user's sessions it belongs to. */
  readonly epoch: number;
  /** Pings, and ends a connection that did not answer the last ping or has outlived its ticket. */
  beat(now: number): void;
  close(reason: CloseReason): void;
}

export interface ConnectionOptions extends Session {
  hub: Hub;
  log: Logger;
  now: () => number;
  /** A client that leaves more than this unread is disconnected. */
  bufferBytes: number;
  maxAgeMs: number;
}

/** Ends a connection and logs why, with ids only. */
export const endWith = (socket: WebSocket, reason: CloseReason, log: Logger): void => {
  const { code, reason: text } = closeCodes[reason];
  dropped.inc({ reason });
  log.info({ reason, code }, 'a connection was ended');
  socket.close(code, text);
};

/** Joins a WebSocket to the hub until it closes. */
export const openConnection = (socket: WebSocket, { userId, epoch, hub, log, now, bufferBytes, maxAgeMs }: ConnectionOptions): Connection => {
  const opened = now();
  let answered = true;
  const terminate = (reason: string): void => {
    dropped.inc({ reason });
    log.info({ reason, user_id: userId, buffered_bytes: socket.bufferedAmount }, 'a connection was cut');
    socket.terminate();
  };
  const connection: Connection = {
    userId,
    epoch,
    send: (frame) => {
      if (socket.readyState !== socket.OPEN) return;
      // A close frame would queue behind what the client does not read; the client
      // reconnects and resumes.
      if (socket.bufferedAmount > bufferBytes) return terminate('slow');
      socket.send(frame);
    },
    beat: (at) => {
      if (!answered) return terminate('silent');
      if (at - opened > maxAgeMs) return endWith(socket, 'expired', log);
      answered = false;
      socket.ping();
    },
    close: (reason) => endWith(socket, reason, log),
  };
  socket.on('pong', () => (answered = true));
  socket.on('message', (data, isBinary) => {
    if (socket.readyState !== socket.OPEN) return;
    const user_seq = isBinary ? null : readResume(String(data));
    if (user_seq === null || !hub.resume(connection, user_seq, now())) endWith(socket, 'bad_message', log);
  });
  socket.on('close', (code) => {
    hub.leave(connection);
    connections.dec();
    log.debug({ user_id: userId, code }, 'a connection closed');
  });
  hub.join(connection);
  connections.inc();
  return connection;
};
