import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import { accountFor } from '../auth/know-password.ts';
import type { Deps } from '../context.ts';
import { endSessions } from '../store/sessions.ts';
import { endTokens, setPassword } from '../store/users.ts';
import { passwordInput, refuseOwnAddress, session, sessionOf } from './session.ts';
import { asUser, bearer } from './user-route.ts';

const body = z.strictObject({ current: z.string().min(1).max(200), password: passwordInput.describe('the new one') });

/**
 * POST /auth/password: changes the password and signs out every session; the answer has a
 * new token.
 */
export const postPassword = (app: Server, deps: Deps): void => {
  app.post(
    '/auth/password',
    { ...asUser(deps), schema: { summary: 'Change my password', tags: ['users'], security: bearer, body, response: { 200: session } } },
    async ({ user, body: { current, password }, ip }) => {
      const account = await accountFor(deps, { email: user.email, password: current, ip });
      if (account === null || account.id !== user.id) throw new Problem(403, 'The current password is wrong');
      refuseOwnAddress(password, user.email);
      const password_hash = await deps.passwords.hash(password);
      const changed = await deps.database.transaction(async (tx) => {
        await setPassword(tx, user.id, password_hash);
        await endSessions(tx, user.id);
        return endTokens(tx, user.id);
      });
      return sessionOf(deps, changed!);
    },
  );
};
