import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import { giveDeparture, takeDeparture } from '../auth/departure-cookie.ts';
import type { ProviderClient } from '../auth/provider-client.ts';
import type { Deps } from '../context.ts';
import { keepSignedIn } from './browser-session.ts';

const callback = '/auth/provider/callback';

const nameOf = (issuer: string): string => new URL(issuer).host;

const addressOf = ({ protocol, host }: { protocol: string; host: string }, path: string): URL => new URL(path, `${protocol}://${host}`);

const clientOf = ({ provider }: Deps): ProviderClient => {
  if (provider === undefined) throw new Problem(404, 'Nobody can sign in elsewhere from here', { detail: 'AUTH_ISSUER and AUTH_CLIENT_ID of chat-api say where' });
  return provider;
};

const answer = z.object({
  provider: z
    .object({ name: z.string(), sign_in: z.string().nullable().describe('where to send the browser; null: the page cannot sign anybody in there') })
    .nullable()
    .describe('null: accounts are kept here'),
});

/** GET /auth/provider: where people sign in. */
export const getProvider = (app: Server, { outsideIssuer, provider }: Deps): void => {
  const known = outsideIssuer === undefined ? null : { name: nameOf(outsideIssuer), sign_in: provider === undefined ? null : '/auth/provider/sign-in' };
  app.get('/auth/provider', { schema: { summary: 'Where to sign in', tags: ['users'], response: { 200: answer } } }, async () => ({ provider: known }));
};

/** GET /auth/provider/sign-in: sends the browser to the identity provider. */
export const getProviderSignIn = (app: Server, deps: Deps): void => {
  app.get('/auth/provider/sign-in', { onRequest: app.rateLimit(), schema: { hide: true } }, async (request, reply) => {
    const { address, departure } = await clientOf(deps).depart(addressOf(request, callback).href);
    giveDeparture(request, reply, departure);
    return reply.redirect(address, 303);
  });
};

/** GET /auth/provider/callback: takes the browser back, signed in, and hands it on to the page. */
export const getProviderCallback = (app: Server, deps: Deps): void => {
  app.get(callback, { onRequest: app.rateLimit(), schema: { hide: true } }, async (request, reply) => {
    const client = clientOf(deps);
    const departure = takeDeparture(request, reply);
    if (departure === null) return reply.redirect('/#/signed-in?problem=forgotten', 303);
    try {
      const { token, refresh } = await client.arrive(addressOf(request, request.url), departure);
      // The token is checked like that of any request.
      request.headers.authorization = `Bearer ${token}`;
      await deps.auth.requireUser(request, reply);
      await keepSignedIn(deps, request, reply, { remember: true, refresh });
      return await reply.redirect('/#/signed-in', 303);
    } catch (error) {
      request.log.warn({ reason: (error as Error).message }, 'a sign-in at the identity provider failed');
      return reply.redirect(`/#/signed-in?problem=${error instanceof Problem && error.status < 500 ? 'refused' : 'away'}`, 303);
    }
  });
};
