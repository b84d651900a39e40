import { z } from 'zod';
import type { Database } from '#platform/db/database';
import type { Server } from '#platform/http/server';
import { showPayload } from '../domain/show-payload.ts';
import { noSuch } from '../replay/problems.ts';
import { listArrivals } from '../store/arrivals.ts';
import { listAttempts } from '../store/attempts.ts';
import { findFailure, listSiblings, type FoundFailure } from '../store/find-failure.ts';
import { listReplays } from '../store/replays.ts';
import { failureShown, type FailureRouteDeps } from './failure-schemas.ts';
import { idParams, replayShown } from './replay-schemas.ts';

const place = { topic: z.string(), partition: z.int(), offset: z.string() };

const tryShown = z.object({
  consumer: z.string(),
  attempt: z.int().describe('which try at this place it was, as the consumer counts'),
  at: z.date(),
  outcome: z.enum(['failed', 'handled', 'duplicate', 'stale']),
  error_class: z.string().nullable(),
  message: z.string().nullable(),
  build: z.string(),
});

const shown = failureShown.extend({
  stack: z.string().nullable(),
  build: z.string().nullable().describe('the version of the consumer that failed'),
  archived_reason: z.string().nullable(),
  archived_at: z.date().nullable(),
  correlation_id: z.string().nullable(),
  event_time: z.date().nullable(),
  captured_at: z.date(),
  key: z.string().nullable(),
  headers: z.record(z.string(), z.string()).describe('the Kafka headers, names in lower case'),
  payload: z.unknown(),
  payload_encoding: z.enum(['json', 'text', 'base64']).describe('json: as it is; text: no JSON; base64: not even text'),
  tries: z.array(tryShown).describe('what was reported, the oldest first; of all consumers where nobody named the one that failed'),
  arrivals: z.array(z.object({ ...place, arrived_at: z.date(), dlq_topic: z.string() })).describe('when it was dead-lettered, and the place of the event that was: the original or a replay'),
  replays: z.array(replayShown).describe('the newest first; an edited one carries its data'),
  others: z.array(failureShown).describe('failures of other consumers with the same event, and of its second copy'),
});

const dossierOf = async (database: Database, failure: FoundFailure): Promise<z.infer<typeof shown>> => {
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
        response: { 200: shown },
      },
    },
    async ({ params }) => {
      const failure = await findFailure(database, params.id);
      if (failure === null) throw noSuch('failed event');
      return dossierOf(database, failure);
    },
  );
};
