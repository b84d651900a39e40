import { z } from 'zod';
import { failure } from '#contracts/http/ops/failures';
import type { Server } from '#platform/http/server';
import { archiveOne, archiveAlike } from '../archive.ts';
import type { FailureRouteDeps } from './failure-schemas.ts';
import { actorOf, idParams } from './replay-schemas.ts';

const tags = ['operations'];
const body = z.strictObject({ reason: z.string().trim().min(1).max(500).describe('why nothing more is to be done') });

/** POST /ops/dead-letters/{id}/archive: nothing more will be done about it. */
export const postArchive = (app: Server, deps: FailureRouteDeps): void => {
  app.post(
    '/ops/dead-letters/:id/archive',
    {
      onRequest: deps.auth.requireAdmin,
      schema: { summary: 'Archive a failed event', tags, params: idParams, body, response: { 200: failure } },
    },
    async (request) => archiveOne(deps, request.params.id, request.body.reason, actorOf(request)),
  );
};

const groupParams = z.strictObject({ group: z.string().min(1).max(200) });

/** POST /ops/dead-letters/groups/{group}/archive: all open failures of the group. */
export const postArchiveGroup = (app: Server, deps: FailureRouteDeps): void => {
  app.post(
    '/ops/dead-letters/groups/:group/archive',
    {
      onRequest: deps.auth.requireAdmin,
      schema: {
        summary: 'Archive a group of failed events',
        description: 'Its open failures; those being replayed and those that are handled stay.',
        tags,
        params: groupParams,
        body,
        response: { 200: z.object({ archived: z.int() }) },
      },
    },
    async (request) => ({ archived: await archiveAlike(deps, request.params.group, request.body.reason, actorOf(request)) }),
  );
};
