import { createHash } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { createRecent } from './domain/recent.ts';

/** How long a ticket is good for, in seconds. */
export const ticketSeconds = 30;

/** Tickets that open one WebSocket each: a browser cannot send a bearer token when opening one, and tokens do not belong in URLs. */
export interface Tickets {
  issue(userId: string): Promise<string>;
  /** Whose ticket it is, or null when it is forged, expired or already used here. */
  redeem(ticket: string): Promise<string | null>;
}

const audience = 'ws-ticket';

/** Far more than can be redeemed during the life of a ticket. */
const rememberedTickets = 100_000;

/** Tickets signed with a key that all replicas share; each replica accepts a ticket once. */
export const createTickets = (key: string, newId: () => string): Tickets => {
  const secret = createHash('sha256').update(key).digest();
  const isNew = createRecent(rememberedTickets);
  return {
    issue: (userId) =>
      new SignJWT().setProtectedHeader({ alg: 'HS256' }).setSubject(userId).setAudience(audience).setJti(newId()).setExpirationTime(`${ticketSeconds}s`).sign(secret),
    redeem: async (ticket) => {
      const verified = await jwtVerify(ticket, secret, { audience, algorithms: ['HS256'], requiredClaims: ['sub', 'jti', 'exp'] }).catch(() => null);
      if (verified === null) return null;
      const { sub, jti } = verified.payload;
      return isNew(jti!) ? sub! : null;
    },
  };
};
