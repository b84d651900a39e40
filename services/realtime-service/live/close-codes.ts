/**
 * Why the service ends a connection: a WebSocket close code and its reason, as clients see
 * them.
 */
export const closeCodes = {
  foreign_origin: { code: 4403, reason: 'this origin may not connect' },
  bad_ticket: { code: 4401, reason: 'the ticket is unknown, used or expired: get a new one' },
  ended: { code: 4401, reason: 'the session was ended: sign in again' },
  expired: { code: 4401, reason: 'the connection is old: come again with a new ticket' },
  bad_message: { code: 4400, reason: 'send one {"resume":{"user_seq":n}} and nothing else' },
  too_many_of_user: { code: 4429, reason: 'you have too many connections' },
  too_many: { code: 1013, reason: 'too many connections: try again later' },
  restarting: { code: 1012, reason: 'the service restarts: come again' },
} as const;

export type CloseReason = keyof typeof closeCodes;
