import { z } from 'zod';
import { editPreview, editStarted } from '#contracts/http/ops/replays';
import type { Server } from '#platform/http/server';
import { editAndReplay, previewEdit } from '../replay/edit-replay.ts';
import { actorOf, idParams, keyHeaders, shownReplay, type ReplayRouteDeps } from './replay-schemas.ts';

const body = z.strictObject({
  data: z.unknown().refine((data) => data !== undefined, 'is the data of the event as it should be'),
  dry_run: z.boolean().default(false).describe('true: only says what would change, and whether the contract allows it'),
});

/**
 * POST /ops/dead-letters/{id}/edit: a copy with other data, under a new id, for the
 * consumer that failed.
 */
export const postEdit = (app: Server, deps: ReplayRouteDeps): void => {
  app.post(
    '/ops/dead-letters/:id/edit',
    {
      onRequest: deps.auth.requireAdmin,
      schema: {
        summary: 'Edit the data of a failed event and replay it',
        description: 'Only data can differ; it is validated against the contract of the event type. What is sent as the mask stays as it was. The copy names the original as its cause.',
        tags: ['operations'],
        params: idParams,
        headers: keyHeaders,
        body,
        response: { 200: z.union([editPreview, editStarted]), 202: editStarted },
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
      return reply.code(repeated ? 200 : 202).send({ replay: shownReplay(replay), diff });
    },
  );
};
