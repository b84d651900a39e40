import { z } from 'zod';
import { mostNames, names } from '#contracts/http/names';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { findNames } from '../store/users.ts';
import { bearer } from './user-route.ts';

const ids = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.uuid()).min(1).max(mostNames));

/** GET /users/names: who is behind ids, where the audit trail and failed events have ids only. */
export const getNames = (app: Server, { auth, database }: Deps): void => {
  app.get(
    '/users/names',
    {
      onRequest: auth.requireAdmin,
      schema: {
        summary: 'The names of users',
        description: 'For administrators. A name, or else the address; who is unknown or deleted is left out.',
        tags: ['operations'],
        security: bearer,
        querystring: z.strictObject({ ids: ids.describe(`up to ${mostNames} ids, comma-separated`) }),
        response: { 200: names },
      },
    },
    async ({ query }) => ({ items: await findNames(database, query.ids) }),
  );
};
