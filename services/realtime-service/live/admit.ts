import type { IncomingMessage } from 'node:http';
import type { Session, Tickets } from '../tickets.ts';
import type { CloseReason } from './close-codes.ts';

/** What {@link admit} bases its decision on. */
export interface Admission {
  origins: readonly string[];
  tickets: Pick<Tickets, 'redeem'>;
}

/**
 * Whose connection a request opens, or why it is refused. A browser always sends the page's
 * origin; other clients may leave it out, because they carry nobody's cookies or tickets
 * but their own.
 */
export const admit = async (request: IncomingMessage, { origins, tickets }: Admission): Promise<Session | CloseReason> => {
  const { origin } = request.headers;
  if (origin !== undefined && !origins.includes(origin)) return 'foreign_origin';
  const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket');
  const session = ticket === null ? null : await tickets.redeem(ticket);
  return session ?? 'bad_ticket';
};
