import { z } from 'zod';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { findEndedSessions } from '../store/users.ts';

const session = z.strictObject({ user_id: z.uuid(), epoch: z.int() });

/** POST /internal/sessions: which of these were ended; for connections that stay open. */
export const postInternalSessions = (app: Server, { database }: Deps): void => {
  app.post(
    '/internal/sessions',
    { schema: { hide: true, body: z.strictObject({ sessions: z.array(session).max(1_000) }), response: { 200: z.object({ ended: z.array(session) }) } } },
    async ({ body }) => ({ ended: await findEndedSessions(database, body.sessions) }),
  );
};
