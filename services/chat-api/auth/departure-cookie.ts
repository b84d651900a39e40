import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Departure } from './provider-client.ts';

const name = 'todo_departure';

/** Only the route to which the provider sends the browser back receives it. */
const path = '/auth/provider/callback';

/** As long as somebody may take to sign in, in seconds. */
const lastsSeconds = 900;

const departure = z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string() });

/**
 * Gives a browser what it has to bring back; `SameSite=Lax`, because the provider's site
 * sends it back.
 */
export const giveDeparture = (request: FastifyRequest, reply: FastifyReply, kept: Departure): void => {
  const value = Buffer.from(JSON.stringify(kept)).toString('base64url');
  void reply.header('cache-control', 'no-store').setCookie(name, value, { path, httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https', maxAge: lastsSeconds });
};

/** Takes it back, for one use; null if the browser brings none, or none that can be read. */
export const takeDeparture = ({ cookies }: FastifyRequest, reply: FastifyReply): Departure | null => {
  void reply.header('cache-control', 'no-store').clearCookie(name, { path });
  try {
    return departure.parse(JSON.parse(Buffer.from(cookies[name] ?? '', 'base64url').toString()));
  } catch {
    return null;
  }
};
