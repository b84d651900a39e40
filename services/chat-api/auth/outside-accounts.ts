import type { Database } from '#platform/db/database';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Standing } from '#platform/http/standing';
import type { Deps } from '../context.ts';
import { findProfile, saveOutsideUser, type OutsideUser, type Profile } from '../store/users.ts';

/** Routes that are not about an account of chat-api's own, but about tokens and sessions. */
const stays = new Set(['GET /auth/standing', 'GET /auth/provider', 'GET /auth/provider/sign-in', 'GET /auth/provider/callback', 'POST /auth/session', 'DELETE /auth/session']);

/** Routes about accounts of chat-api's own, besides all below /auth. */
const own = new Set(['/.well-known/jwks.json', '/me/confirmation']);

/**
 * With an outside identity provider there are no accounts of chat-api's own: requests about
 * them are told where to go.
 */
export const refuseOwnAccounts = (app: Server, { outsideIssuer }: Pick<Deps, 'outsideIssuer'>): void => {
  if (outsideIssuer === undefined) return;
  app.addHook('onRequest', async ({ method, routeOptions: { url = '' } }) => {
    if (!(url.startsWith('/auth/') || own.has(url)) || stays.has(`${method} ${url}`)) return;
    throw new Problem(404, 'Accounts are kept elsewhere', { detail: `sign in at ${outsideIssuer} and send its access token as Authorization: Bearer <token>` });
  });
};

const isNew = (known: Profile | null, { email, confirmed }: OutsideUser): boolean => known === null || known.email !== email || (confirmed && !known.confirmed);

/**
 * {@link Standing} of users of an outside provider: they get a row with their first
 * request, and later their present address. The token or the command makes an
 * administrator.
 */
export const outsideStanding =
  (database: Database): Standing =>
  async ({ user_id: id, email, name, time_zone, email_verified, role }) => {
    const person = { id, email, name, time_zone, confirmed: email_verified };
    const known = await findProfile(database, id);
    const user = isNew(known, person) ? await saveOutsideUser(database, person) : known;
    if (user === null) throw new Problem(403, 'This address belongs to another account here', { detail: 'an administrator has to delete that account, or give this one another address at the provider' });
    return role === 'admin' ? 'admin' : user.role;
  };
