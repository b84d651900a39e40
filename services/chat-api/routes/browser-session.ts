import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import { digestOf, giveSecret, lastsUntil, newSecret, secretOf, sentDigest, takeSecret } from '../auth/browser-secret.ts';
import { renewAtProvider } from '../auth/provider-sessions.ts';
import { seal } from '../auth/sealed.ts';
import type { Deps } from '../context.ts';
import { endSessionOf, insertSession, useSession, type UsedSession } from '../store/sessions.ts';
import { asSeen, session, sessionOf, type Session } from './session.ts';
import { asUser, bearer } from './user-route.ts';

const url = '/auth/session';
const tags = ['users'];
const longestAgent = 300;

/** Gives a browser a session of its own, in place of one that it has; returns its id. */
export const keepSignedIn = async (deps: Deps, request: FastifyRequest, reply: FastifyReply, { remember, refresh }: { remember: boolean; refresh: string | null }): Promise<string> => {
  const [id, secret, now] = [deps.newId(), newSecret(), deps.now()];
  const before = sentDigest(request);
  if (before !== null) await endSessionOf(deps.database, before);
  const agent = request.headers['user-agent']?.slice(0, longestAgent) ?? null;
  const refresh_sealed = refresh === null ? null : await seal(refresh, secret);
  await insertSession(deps.database, { id, user_id: request.user.id, secret_digest: digestOf(secret), agent, remember, now, expires_at: lastsUntil(now)(remember), refresh_sealed });
  giveSecret(request, reply, { secret, remember });
  return id;
};

/** PUT /auth/session: keeps this browser signed in, by a cookie that no script can read. */
export const putBrowserSession = (app: Server, deps: Deps): void => {
  const body = z.strictObject({ remember: z.boolean().describe('false: until the browser is closed') });
  app.put(
    url,
    { ...asUser(deps), schema: { summary: 'Keep this browser signed in', tags, security: bearer, body, response: { 200: z.object({ session_id: z.uuid() }) } } },
    async (request, reply) => ({ session_id: await keepSignedIn(deps, request, reply, { remember: request.body.remember, refresh: null }) }),
  );
};

/** Uses the session of a browser, and gives it a new token; null where there is none. */
const goOn = async (deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<(Omit<UsedSession, 'user'> & Session) | null> => {
  const secret = secretOf(request);
  if (secret === null) return null;
  if (deps.provider !== undefined) {
    const renewed = await renewAtProvider(deps, deps.provider, secret);
    if (renewed === null) return null;
    // The token is checked like that of any request.
    request.headers.authorization = `Bearer ${renewed.token}`;
    await deps.auth.requireUser(request, reply);
    return { ...renewed, user: { ...asSeen(deps, renewed.user), role: request.user.role } };
  }
  const now = deps.now();
  const found = await useSession(deps.database, { secret_digest: digestOf(secret), now, lastsUntil: lastsUntil(now) });
  return found === null ? null : { ...found, ...(await sessionOf(deps, found.user)) };
};

/** POST /auth/session: a new token for a browser that was kept signed in. */
export const postBrowserSession = (app: Server, deps: Deps): void => {
  app.post(
    url,
    { onRequest: app.rateLimit(), schema: { summary: 'A new token for this browser', tags, response: { 200: session.extend({ session_id: z.uuid() }) } } },
    async (request, reply) => {
      const found = await goOn(deps, request, reply);
      if (found === null) throw new Problem(401, 'This browser is not signed in', { detail: 'sign in' });
      giveSecret(request, reply, { secret: secretOf(request)!, remember: found.remember });
      return { token: found.token, user: found.user, session_id: found.id };
    },
  );
};

/**
 * DELETE /auth/session: signs this browser out; it needs no token, so that it works when
 * the token has ended.
 */
export const deleteBrowserSession = (app: Server, { database }: Deps): void => {
  app.delete(url, { schema: { summary: 'Sign this browser out', tags, response: { 204: z.null() } } }, async (request, reply) => {
    const secret_digest = sentDigest(request);
    if (secret_digest !== null) await endSessionOf(database, secret_digest);
    takeSecret(reply);
    return reply.code(204).send(null);
  });
};
