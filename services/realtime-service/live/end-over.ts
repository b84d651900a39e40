import type { Session } from '../tickets.ts';
import type { Sockets } from './socket-server.ts';
import type { Windows } from './windows.ts';

/** Finds which of some sessions have been ended; rejects if that cannot be found out. */
export type FindEnded = (sessions: readonly Session[]) => Promise<Session[]>;

/** As many as fit one request. */
const atOnce = 1_000;

/** What {@link endOver} works on. */
export interface Open {
  sockets: Pick<Sockets, 'sessions' | 'end'>;
  windows: Pick<Windows, 'forget'>;
}

/**
 * Ends the connections of sessions that have been ended, and forgets what was kept for
 * their users, who may be gone.
 */
export const endOver = async ({ sockets, windows }: Open, findEnded: FindEnded): Promise<void> => {
  const sessions = sockets.sessions();
  for (let from = 0; from < sessions.length; from += atOnce) {
    const ended = await findEnded(sessions.slice(from, from + atOnce));
    sockets.end(ended);
    for (const { userId } of ended) windows.forget(userId);
  }
};
