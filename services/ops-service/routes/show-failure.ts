import type { z } from 'zod';
import { dossier } from '#contracts/http/ops/failures';
import type { Server } from '#platform/http/server';
import { decideReplay } from '../domain/replay-event.ts';
import { showPayload } from '../domain/show-payload.ts';
import { noSuch } from '../replay/problems.ts';
import { editedBefore } from '../replay/start-replay.ts';
import { listArrivals } from '../store/arrivals.ts';
import { listAttempts } from '../store/attempts.ts';
import { findFailure, listSiblings, type FoundFailure } from '../store/find-failure.ts';
import { listReplays, type Replay } from '../store/replays.ts';
import type { FailureRouteDeps } from './failure-schemas.ts';
import { idParams } from './replay-schemas.ts';

/** Whether the event could go out again: an edit that was made before goes out in its place. */
const refusalOf = (failure: FoundFailure, replays: readonly Replay[], now: string): z.output<typeof dossier>['refusal'] => {
  const edited = editedBefore(replays.find(({ published_at }) => published_at !== null) ?? null);
  const decision = decideReplay({ letter: failure, consumer: failure.consumer ?? '', replay_id: failure.id, now, edited });
  if (decision.kind === 'event') return null;
  const { code, title, detail, issues = [] } = decision.refusal;
  return { title, detail, editable: code === 'contract_broken', issues };
};

const dossierOf = async ({ database, now }: Pick<FailureRouteDeps, 'database' | 'now'>, failure: FoundFailure): Promise<z.output<typeof dossier>> => {
  const attempts = await listAttempts(database, failure.dead_letter_id);
  const arrivals = await listArrivals(database, failure.dead_letter_id);
  const replays = await listReplays(database, failure.id);
  return {
    ...failure,
    ...showPayload(failure.payload),
    tries: attempts.filter(({ consumer }) => failure.consumer === null || consumer === failure.consumer).map(({ reported_at, ...rest }) => ({ ...rest, at: reported_at })),
    arrivals: arrivals.map(({ place, at, dlq_topic }) => ({ ...place, arrived_at: new Date(at), dlq_topic })),
    replays,
    refusal: refusalOf(failure, replays, now()),
    others: await listSiblings(database, failure),
  };
};

/** GET /ops/dead-letters/{id}: one failure with its event and everything reported about it. */
export const getFailure = (app: Server, deps: FailureRouteDeps): void => {
  const { database, auth } = deps;
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
      return dossierOf(deps, failure);
    },
  );
};
