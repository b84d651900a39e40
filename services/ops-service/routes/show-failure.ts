import type { z } from 'zod';
import { dossier } from '#contracts/http/ops/failures';
import type { Database } from '#platform/db/database';
import type { Server } from '#platform/http/server';
import { showPayload } from '../domain/show-payload.ts';
import { noSuch } from '../replay/problems.ts';
import { listArrivals } from '../store/arrivals.ts';
import { listAttempts } from '../store/attempts.ts';
import { findFailure, listSiblings, type FoundFailure } from '../store/find-failure.ts';
import { listReplays } from '../store/replays.ts';
import type { FailureRouteDeps } from './failure-schemas.ts';
import { idParams } from './replay-schemas.ts';

const dossierOf = async (database: Database, failure: FoundFailure): Promise<z.output<typeof dossier>> => {
  const attempts = await listAttempts(database, failure.dead_letter_id);
  const arrivals = await listArrivals(database, failure.dead_letter_id);
  return {
    ...failure,
    ...showPayload(failure.payload),
    tries: attempts.filter(({ consumer }) => failure.consumer === null || consumer === failure.consumer).map(({ reported_at, ...rest }) => ({ ...rest, at: reported_at })),
    arrivals: arrivals.map(({ place, at, dlq_topic }) => ({ ...place, arrived_at: new Date(at), dlq_topic })),
    replays: await listReplays(database, failure.id),
    others: await listSiblings(database, failure),
  };
};

/** GET /ops/dead-letters/{id}: one failure with its event and all that was said of it. */
export const getFailure = (app: Server, { database, auth }: FailureRouteDeps): void => {
  app.get(
    '/ops/dead-letters/:id',
    {
      onRequest: auth.requireAdmin,
      schema: {
        summary: 'Show a failed event',
        description: 'Why it failed, each reported try, the event as it stood in Kafka, and its replays.',
        tags: ['operations'],
        params: idParams,
        response: { 200: dossier },
      },
    },
    async ({ params }) => {
      const failure = await findFailure(database, params.id);
      if (failure === null) throw noSuch('failed event');
      return dossierOf(database, failure);
    },
  );
};
