import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../app.ts';
import { countAttempt, forgetAttempts } from '../store/login-attempts.ts';
import { findAccount } from '../store/users.ts';
import { emailInput, session, sessionOf } from './session.ts';

const refuseTooMany = async ({ database, loginAttempts }: Deps, email: string): Promise<void> => {
  const { attempts, retry_after } = await countAttempt(database, email);
  if (attempts <= loginAttempts) return;
  throw new Problem(429, 'Too many failed logins for this address', {
    detail: `try again in ${Math.ceil(retry_after / 60)} minutes`,
    headers: { 'retry-after': String(retry_after) },
  });
};

/** POST /auth/login: a token; an unknown address and a wrong password look and take the same. */
export const login = (app: Server, deps: Deps): void => {
  app.post(
    '/auth/login',
    {
      schema: {
        summary: 'Log in',
        tags: ['users'],
        body: z.strictObject({ email: emailInput, password: z.string().min(1).max(200) }),
        response: { 200: session },
      },
    },
    async (request) => {
      const { email, password } = request.body;
      await refuseTooMany(deps, email);
      const account = await findAccount(deps.database, email);
      const isRight = await deps.passwords.verify(account?.password_hash ?? null, password);
      if (account === null || !isRight) throw new Problem(401, 'Address or password is wrong');
      await forgetAttempts(deps.database, email);
      return sessionOf(deps, account);
    },
  );
};
