import { createHash } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { createRecent } from './domain/recent.ts';

/** How long a ticket is good for, in seconds. */
export const ticketSeconds = 30;

/** The user whose connection it opens, and their session; every earlier session has been ended. */
export interface Session {
  userId: string;
  epoch: number;
}

/**
 * Tickets that open one WebSocket each: a browser cannot send a bearer token when opening
 * one, and tokens do not belong in URLs.
 */
export interface Tickets {
  issue(session: Session): Promise<string>;
  /** Whose ticket it is, or null if it is forged, expired or already used here. */
  redeem(ticket: string): Promise<Session | null>;
}

const audience = 'ws-ticket';

/** Far more than can be redeemed during the life of a ticket. */
const rememberedTickets = 100_000;

/** Tickets signed with a key that all replicas share; each replica accepts a ticket once. */
export const createTickets = (key: string, newId: () => string): Tickets => {
  const secret = createHash('sha256').update(key).digest();
  const isNew = createRecent(rememberedTickets);
  return {
    issue: ({ userId, epoch }) =>
      new SignJWT({ epoch }).setProtectedHeader({ alg: 'HS256' }).setSubject(userId).setAudience(audience).setJti(newId()).setExpirationTime(`${ticketSeconds}s`).sign(secret),
    redeem: async (ticket) => {
      const verified = await jwtVerify(ticket, secret, { audience, algorithms: ['HS256'], requiredClaims: ['sub', 'jti', 'exp'] }).catch(() => null);
      if (verified === null) return null;
      const { sub, jti, epoch } = verified.payload;
      return isNew(jti!) ? { userId: sub!, epoch: Number(epoch ?? 0) } : null;
    },
  };
};
