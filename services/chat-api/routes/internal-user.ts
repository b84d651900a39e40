import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { findProfile } from '../store/users.ts';
import { asSeen } from './session.ts';

/**
 * GET /internal/users/{id}: the address, zone and confirmation of a user, for
 * notification-service.
 */
export const getInternalUser = (app: Server, deps: Deps): void => {
  app.get(
    '/internal/users/:id',
    {
      schema: {
        hide: true,
        params: z.strictObject({ id: z.uuid() }),
        response: { 200: z.object({ id: z.uuid(), email: z.string(), name: z.string().nullable(), time_zone: z.string(), confirmed: z.boolean() }) },
      },
    },
    async (request) => {
      const user = await findProfile(deps.database, request.params.id);
      if (user === null) throw new Problem(404, 'There is no such user');
      return asSeen(deps, user);
    },
  );
};
