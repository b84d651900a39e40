import type { Session } from '../tickets.ts';
import type { Sockets } from './socket-server.ts';

/** Finds which of some sessions have been ended; rejects if that cannot be found out. */
export type FindEnded = (sessions: readonly Session[]) => Promise<Session[]>;

/** As many as fit one request. */
const atOnce = 1_000;

/** Ends the connections of sessions that have been ended. */
export const endOver = async (sockets: Pick<Sockets, 'sessions' | 'end'>, findEnded: FindEnded): Promise<void> => {
  const sessions = sockets.sessions();
  for (let from = 0; from < sessions.length; from += atOnce) sockets.end(await findEnded(sessions.slice(from, from + atOnce)));
};
