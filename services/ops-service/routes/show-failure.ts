import { dossier } from '#contracts/http/ops/failures';
import type { Server } from '#platform/http/server';
import { revealFailure, showFailure } from '../dossier.ts';
import type { Deps } from '../context.ts';
import { actorOf, idParams } from './replay-schemas.ts';

type Shown = Pick<Deps, 'database' | 'auth' | 'now' | 'config'>;

const tags = ['operations'];

/** GET /ops/dead-letters/{id}: one failure with its event and everything reported about it. */
export const getFailure = (app: Server, { database, auth, now, config }: Shown): void => {
  app.get(
    '/ops/dead-letters/:id',
    {
      onRequest: auth.requireAdmin,
      schema: {
        summary: 'Show a failed event',
        description: 'Why it failed, each reported try, the event as it stood in Kafka, and its replays. What may tell of a person is masked.',
        tags,
        params: idParams,
        response: { 200: dossier },
      },
    },
    ({ params }) => showFailure(database, params.id, { now: now(), traceUrl: config.TRACE_URL }),
  );
};

/**
 * POST /ops/dead-letters/{id}/reveal: the same with nothing masked, with an entry in the
 * audit trail.
 */
export const postReveal = (app: Server, { database, auth, now, config }: Shown): void => {
  app.post(
    '/ops/dead-letters/:id/reveal',
    {
      onRequest: auth.requireAdmin,
      schema: {
        summary: 'Show a failed event with nothing masked',
        description: 'The audit trail says who saw which event, and when.',
        tags,
        params: idParams,
        response: { 200: dossier },
      },
    },
    (request) => database.transaction((tx) => revealFailure(tx, request.params.id, { now: now(), traceUrl: config.TRACE_URL }, actorOf(request))),
  );
};
