import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { accountFor } from '../auth/know-password.ts';
import { emailInput, session, sessionOf } from './session.ts';

/**
 * POST /auth/login: a token; an unknown address and a wrong password give the same answer
 * in the same time.
 */
export const login = (app: Server, deps: Deps): void => {
  app.post(
    '/auth/login',
    {
      onRequest: app.rateLimit(),
      schema: {
        summary: 'Log in',
        tags: ['users'],
        body: z.strictObject({ email: emailInput, password: z.string().min(1).max(200) }),
        response: { 200: session },
      },
    },
    async (request) => {
      const account = await accountFor(deps, { ...request.body, ip: request.ip });
      if (account === null) throw new Problem(401, 'Address or password is wrong');
      return sessionOf(deps, account);
    },
  );
};
