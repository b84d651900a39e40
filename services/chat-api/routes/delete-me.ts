import { z } from 'zod';
import type { User } from '#platform/http/auth';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import { accountFor } from '../auth/know-password.ts';
import { takeSecret } from '../auth/browser-secret.ts';
import type { Deps } from '../context.ts';
import { endAccount } from '../end-account.ts';
import { inTurn, originOf } from './in-turn.ts';
import { asUser, bearer } from './user-route.ts';

const password = z.string().min(1).max(200);

/** Users of an outside provider have no password here, so having signed in there must be enough. */
const bodyOf = ({ outsideIssuer }: Deps) => z.strictObject({ password: outsideIssuer === undefined ? password : password.optional() });

const isMeant = async (deps: Deps, { user, password, ip }: { user: User; password: string | undefined; ip: string }): Promise<boolean> =>
  deps.outsideIssuer !== undefined || (await accountFor(deps, { email: user.email, password: password ?? '', ip }))?.id === user.id;

/**
 * DELETE /me: deletes my account and all my data, here at once and in other services as
 * soon as they hear of it.
 */
export const deleteMe = (app: Server, deps: Deps): void => {
  app.delete(
    '/me',
    {
      ...asUser(deps),
      schema: { summary: 'Delete my account and everything of mine', description: 'It cannot be undone; the password says that it is meant.', tags: ['users'], security: bearer, body: bodyOf(deps), response: { 204: z.null() } },
    },
    async (request, reply) => {
      const { user, body, ip } = request;
      if (!(await isMeant(deps, { user, password: body.password, ip }))) throw new Problem(403, 'The password is wrong');
      const origin = originOf(request, 'api');
      await inTurn(deps, user.id, origin, ({ tx }) => endAccount(tx, user.id, { origin, errandId: deps.newId() }));
      takeSecret(reply);
      return reply.code(204).send(null);
    },
  );
};
