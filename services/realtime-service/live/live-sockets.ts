import type { Server } from '#platform/http/server';
import { repeat } from '#platform/repeat';
import type { Deps } from '../context.ts';
import { endOver } from './end-over.ts';
import { serveSockets, type SocketOptions } from './socket-server.ts';

/** The limits of connections, from the settings. */
export const socketOptions = ({ config, hub, tickets, log, now }: Deps): SocketOptions => ({
  hub, tickets, log, now,
  origins: config.REALTIME_ORIGINS ?? ['http://localhost:3000'],
  perUser: config.REALTIME_CONNECTIONS_PER_USER,
  total: config.REALTIME_CONNECTIONS,
  bufferBytes: config.REALTIME_BUFFER_BYTES,
  heartbeatMs: config.REALTIME_HEARTBEAT_MS,
  maxAgeMs: config.REALTIME_MAX_AGE_MINUTES * 60_000,
});

/** How long at most a connection outlives its session, and how long a round takes. */
export const lookMs = 20_000;

/** Serves the WebSockets of a server, and ends them before it closes. */
export const liveSockets = (app: Server, context: Deps): void => {
  const sockets = serveSockets(app.server, socketOptions(context));
  const watching = repeat({ what: 'looking for sessions that were ended', everyMs: lookMs, log: context.log }, () => endOver({ sockets, windows: context.windows }, context.findEnded));
  app.addHook('preClose', async () => {
    await watching.stop();
    await sockets.close();
  });
};
