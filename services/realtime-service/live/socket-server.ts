import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { dropped } from '../metrics.ts';
import type { Session } from '../tickets.ts';
import { admit, type Admission } from './admit.ts';
import type { CloseReason } from './close-codes.ts';
import { endWith, openConnection, type Connection, type ConnectionOptions } from './connection.ts';

export interface SocketOptions extends Admission, Omit<ConnectionOptions, keyof Session> {
  /** The most open connections, of one user and of all. */
  perUser: number;
  total: number;
  heartbeatMs: number;
}

/** The largest message of a client, in bytes: it only ever sends what it has seen. */
const maxMessageBytes = 1_024;

/** How long clients have to answer the close frame when the service stops, in ms. */
const closeMs = 1_000;

const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?', 1)[0]!;

/** The open WebSockets. */
export interface Sockets {
  /** The users that they belong to. */
  sessions(): Session[];
  /** Ends those of sessions that have been ended. */
  end(sessions: readonly Session[]): void;
  /** Ends all. */
  close(): Promise<void>;
}

const nameOf = ({ userId, epoch }: Session): string => `${userId} ${epoch}`;

/** Handles the upgrades of an HTTP server at /ws. */
export const serveSockets = (http: HttpServer, options: SocketOptions): Sockets => {
  const { hub, log, now, perUser, total, heartbeatMs } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false });
  const open = new Map<WebSocket, Connection>();
  let stopping = false;

  const whyNot = (userId: string): CloseReason | null => {
    if (stopping) return 'restarting';
    if (open.size >= total) return 'too_many';
    return hub.countOf(userId) >= perUser ? 'too_many_of_user' : null;
  };
  const accept = (socket: WebSocket, verdict: Awaited<ReturnType<typeof admit>>): void => {
    // The ws library itself closes with 1009 or 1002.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      dropped.inc({ reason: 'bad_frame' });
      log.info({ reason: error.code }, 'a connection broke the protocol');
    });
    if (typeof verdict === 'string') return endWith(socket, verdict, log);
    const refusal = whyNot(verdict.userId);
    if (refusal !== null) return endWith(socket, refusal, log);
    open.set(socket, openConnection(socket, { ...options, ...verdict }));
    socket.on('close', () => open.delete(socket));
  };
  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    if (pathOf(request) !== '/ws') return void socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
    socket.on('error', () => socket.destroy());
    const verdict = await admit(request, options);
    sockets.handleUpgrade(request, socket, head, (webSocket) => accept(webSocket, verdict));
  };
  http.on('upgrade', (request, socket, head) => void upgrade(request, socket, head));

  const heart = setInterval(() => {
    for (const connection of open.values()) connection.beat(now());
  }, heartbeatMs).unref();

  return {
    sessions: () => [...new Map([...open.values()].map(({ userId, epoch }) => [nameOf({ userId, epoch }), { userId, epoch }])).values()],
    end: (sessions) => {
      const ended = new Set(sessions.map(nameOf));
      for (const connection of open.values()) if (ended.has(nameOf(connection))) connection.close('ended');
    },
    close: async () => {
      stopping = true;
      clearInterval(heart);
      for (const connection of open.values()) connection.close('restarting');
      for (const end = Date.now() + closeMs; open.size > 0 && Date.now() < end; ) await sleep(20);
      // Including those that were refused and have not left yet.
      for (const socket of sockets.clients) socket.terminate();
    },
  };
};
