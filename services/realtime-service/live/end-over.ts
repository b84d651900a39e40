import type { Session } from '../tickets.ts';
import type { Sockets } from './socket-server.ts';

/** Finds which of some sessions were ended; rejects where nobody can say. */
export type FindEnded = (sessions: readonly Session[]) => Promise<Session[]>;

/** As many as one question holds. */
const atOnce = 1_000;

/** Ends the connections whose sessions were ended. */
export const endOver = async (sockets: Pick<Sockets, 'sessions' | 'end'>, findEnded: FindEnded): Promise<void> => {
  const sessions = sockets.sessions();
  for (let from = 0; from < sessions.length; from += atOnce) sockets.end(await findEnded(sessions.slice(from, from + atOnce)));
};
