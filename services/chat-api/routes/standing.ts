import { z } from 'zod';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { asUser } from './user-route.ts';

/**
 * GET /auth/standing: whether a token still holds, and its user's current role; other
 * services ask with the token itself.
 */
export const getStanding = (app: Server, deps: Deps): void => {
  app.get(
    '/auth/standing',
    { ...asUser(deps), schema: { hide: true, response: { 200: z.object({ role: z.enum(['user', 'admin']) }) } } },
    async ({ user }) => ({ role: user.role }),
  );
};
