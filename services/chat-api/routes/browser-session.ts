import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import { digestOf, giveSecret, lastsFor, newSecret, secretOf, sentDigest, takeSecret } from '../auth/browser-secret.ts';
import type { Deps } from '../context.ts';
import { endSessionOf, insertSession, useSession } from '../store/sessions.ts';
import { session, sessionOf } from './session.ts';
import { asUser, bearer } from './user-route.ts';

const url = '/auth/session';
const tags = ['users'];
const later = (now: string, ms: number): string => new Date(Date.parse(now) + ms).toISOString();
const longestAgent = 300;

/** PUT /auth/session: keeps this browser signed in, by a cookie that no script can read. */
export const putBrowserSession = (app: Server, deps: Deps): void => {
  const body = z.strictObject({ remember: z.boolean().describe('false: until the browser is closed') });
  app.put(
    url,
    { ...asUser(deps), schema: { summary: 'Keep this browser signed in', tags, security: bearer, body, response: { 200: z.object({ session_id: z.uuid() }) } } },
    async (request, reply) => {
      const { remember } = request.body;
      const [id, secret, now] = [deps.newId(), newSecret(), deps.now()];
      const before = sentDigest(request);
      if (before !== null) await endSessionOf(deps.database, before);
      const agent = request.headers['user-agent']?.slice(0, longestAgent) ?? null;
      await insertSession(deps.database, { id, user_id: request.user.id, secret_digest: digestOf(secret), agent, remember, now, expires_at: later(now, lastsFor(remember)) });
      giveSecret(request, reply, { secret, remember });
      return { session_id: id };
    },
  );
};

/** POST /auth/session: a new token for a browser that was kept signed in. */
export const postBrowserSession = (app: Server, deps: Deps): void => {
  const { database } = deps;
  app.post(
    url,
    { onRequest: app.rateLimit(), schema: { summary: 'A new token for this browser', tags, response: { 200: session.extend({ session_id: z.uuid() }) } } },
    async (request, reply) => {
      const secret_digest = sentDigest(request);
      const now = deps.now();
      const found = secret_digest === null ? null : await useSession(database, { secret_digest, now, lastsUntil: (remember) => later(now, lastsFor(remember)) });
      if (found === null) throw new Problem(401, 'This browser is not signed in', { detail: 'sign in' });
      giveSecret(request, reply, { secret: secretOf(request)!, remember: found.remember });
      return { ...(await sessionOf(deps, found.user)), session_id: found.id };
    },
  );
};

/** DELETE /auth/session: signs this browser out; it needs no token, so that it works when the token has ended. */
export const deleteBrowserSession = (app: Server, { database }: Deps): void => {
  app.delete(url, { schema: { summary: 'Sign this browser out', tags, response: { 204: z.null() } } }, async (request, reply) => {
    const secret_digest = sentDigest(request);
    if (secret_digest !== null) await endSessionOf(database, secret_digest);
    takeSecret(reply);
    return reply.code(204).send(null);
  });
};
