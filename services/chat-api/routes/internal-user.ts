import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { findProfile } from '../store/users.ts';

/** GET /internal/users/{id}: whom notification-service writes to, and in which zone. */
export const getInternalUser = (app: Server, { database }: Deps): void => {
  app.get(
    '/internal/users/:id',
    {
      schema: {
        hide: true,
        params: z.strictObject({ id: z.uuid() }),
        response: { 200: z.object({ id: z.uuid(), email: z.string(), name: z.string().nullable(), time_zone: z.string() }) },
      },
    },
    async (request) => {
      const user = await findProfile(database, request.params.id);
      if (user === null) throw new Problem(404, 'There is no such user');
      return user;
    },
  );
};
