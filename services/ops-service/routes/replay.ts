import { z } from 'zod';
import { replay } from '#contracts/http/ops/replays';
import type { Server } from '#platform/http/server';
import { startReplay } from '../replay/start-replay.ts';
import { actorOf, idParams, keyHeaders, shownReplay, type ReplayRouteDeps } from './replay-schemas.ts';

const answer = z.object({ replay });

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
      const started = await startReplay(deps, wish);
      return reply.code(started.repeated ? 200 : 202).send({ replay: shownReplay(started.replay) });
    },
  );
};
