import { z } from 'zod';
import type { Server } from '#platform/http/server';
import { startReplay } from '../replay/start-replay.ts';
import { actorOf, idParams, keyHeaders, replayShown, type ReplayRouteDeps } from './replay-schemas.ts';

const answer = z.object({ replay: replayShown });

/** POST /ops/dead-letters/{id}/replay: once more, for the consumer that failed. */
export const postReplay = (app: Server, deps: ReplayRouteDeps): void => {
  app.post(
    '/ops/dead-letters/:id/replay',
    {
      onRequest: deps.auth.requireAdmin,
      schema: {
        summary: 'Replay a failed event',
        description: 'To its topic, with its id and key, for the consumer that failed; the outcome shows on the dead letter.',
        tags: ['operations'],
        params: idParams,
        headers: keyHeaders,
        response: { 200: answer.describe('the replay that the same Idempotency-Key has started before'), 202: answer },
      },
    },
    async (request, reply) => {
      const wish = { failure_id: request.params.id, actor: actorOf(request), idempotency_key: request.headers['idempotency-key'] };
      const { replay, repeated } = await startReplay(deps, wish);
      return reply.code(repeated ? 200 : 202).send({ replay });
    },
  );
};
