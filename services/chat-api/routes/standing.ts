import { z } from 'zod';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { asUser } from './user-route.ts';

/** GET /auth/standing: whether a token is still good, and its user's role now; for the other services, which ask with the token itself. */
export const getStanding = (app: Server, deps: Deps): void => {
  app.get(
    '/auth/standing',
    { ...asUser(deps), schema: { hide: true, response: { 200: z.object({ role: z.enum(['user', 'admin']) }) } } },
    async ({ user }) => ({ role: user.role }),
  );
};
