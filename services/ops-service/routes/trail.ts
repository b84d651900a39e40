import { z } from 'zod';
import { trail } from '#contracts/http/trail';
import { storableText } from '#contracts/inputs';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { traceSearchLink } from '../domain/trace-link.ts';

/** GET /trail/{correlation_id}: what one request led to, from the chat message to the mail. */
export const getTrail = (app: Server, { askTrail, auth, config }: Pick<Deps, 'askTrail' | 'auth' | 'config'>): void => {
  app.get(
    '/trail/:correlation_id',
    {
      onRequest: auth.requireAdmin,
      schema: {
        summary: 'What one request led to, step by step, in every service',
        tags: ['operations'],
        params: z.object({ correlation_id: storableText.min(1).max(200) }),
        response: { 200: trail },
      },
    },
    async ({ params: { correlation_id } }) => ({ ...(await askTrail(correlation_id)), trace_url: traceSearchLink(config.TRACE_SEARCH_URL, correlation_id) }),
  );
};
