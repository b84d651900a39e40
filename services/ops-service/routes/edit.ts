import { z } from 'zod';
import type { Server } from '#platform/http/server';
import { editAndReplay, previewEdit } from '../replay/edit-replay.ts';
import { actorOf, idParams, keyHeaders, replayShown, type ReplayRouteDeps } from './replay-schemas.ts';

const difference = z.object({
  path: z.string().describe('a JSON Pointer into the data'),
  before: z.unknown().optional().describe('left out where the original has nothing there'),
  after: z.unknown().optional().describe('left out where the edited data has nothing there'),
});

const preview = z.object({
  dry_run: z.literal(true),
  valid: z.boolean(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })),
  diff: z.array(difference),
});

const started = z.object({ replay: replayShown, diff: z.array(difference) });

const body = z.strictObject({
  data: z.unknown().refine((data) => data !== undefined, 'is the data of the event as it should be'),
  dry_run: z.boolean().default(false).describe('true: only says what would change, and whether the contract allows it'),
});

/** POST /ops/dead-letters/{id}/edit: a copy with other data, under a new id, for the consumer that failed. */
export const postEdit = (app: Server, deps: ReplayRouteDeps): void => {
  app.post(
    '/ops/dead-letters/:id/edit',
    {
      onRequest: deps.auth.requireAdmin,
      schema: {
        summary: 'Edit the data of a failed event and replay it',
        description: 'Only data can differ; it is validated against the contract of the event type. The copy names the original as its cause.',
        tags: ['operations'],
        params: idParams,
        headers: keyHeaders,
        body,
        response: { 200: z.union([preview, started]), 202: started },
      },
    },
    async (request, reply) => {
      const { data, dry_run } = request.body;
      const wish = { failure_id: request.params.id, actor: actorOf(request), idempotency_key: request.headers['idempotency-key'], data };
      if (dry_run) {
        const { diff, issues } = await previewEdit(deps, wish);
        return reply.code(200).send({ dry_run, valid: issues.length === 0, issues, diff });
      }
      const { replay, diff, repeated } = await editAndReplay(deps, wish);
      return reply.code(repeated ? 200 : 202).send({ replay, diff });
    },
  );
};
