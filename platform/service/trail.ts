import { z } from 'zod';
import { mostTrailSteps, trailPart, type TrailPart, type TrailStep } from '#contracts/http/trail';
import type { Queryable } from '../db/queryable.ts';
import { hidden, type Server } from '../http/server.ts';

/**
 * What a service can tell about a request from its own rows or memory, using an index or a
 * bound.
 */
export type TellTrail<Context> = (context: Context, correlationId: string) => Promise<TrailPart>;

interface Asked {
  correlationId: string;
  /** Ids of events of this request that others know of. */
  events: string[];
  /** The keys under which its events wait. */
  keys: string[];
}

const handledSteps = (db: Queryable, consumer: string, events: string[]): Promise<TrailStep[]> =>
  db
    .query<{ event_id: string; received_at: Date }>('select event_id::text, received_at from inbox where consumer = $1 and event_id = any($2::uuid[])', [consumer, events])
    .then((rows) => rows.map(({ event_id, received_at }) => ({
      at: received_at.toISOString(), ended_at: null, what: 'handled the event', outcome: 'done', event_id, task_id: null, detail: null,
    })));

/** A lane that waits for Kafka may be long, so only the oldest events of each key are searched. */
const mostWaiting = 500;

const waitingSteps = (db: Queryable, { correlationId, keys }: Asked, topics: readonly string[]): Promise<TrailStep[]> =>
  db
    .query<{ id: string; topic: string; created_at: Date; parked_at: Date | null; parked_reason: string | null }>(
      `select id, topic, created_at, parked_at, parked_reason from (
         select * from outbox where topic = any($1) and key = any($2) order by position limit ${mostWaiting}
       ) oldest where strpos(event, $3) > 0`,
      [topics, keys, `"correlationid":${JSON.stringify(correlationId)}`],
    )
    .then((rows) => rows.map(({ id, topic, created_at, parked_at, parked_reason }) => ({
      at: created_at.toISOString(), ended_at: parked_at?.toISOString() ?? null,
      what: parked_at === null ? `waits to be published to ${topic}` : `set aside: ${topic} refuses it`,
      outcome: parked_at === null ? 'waiting' : 'failed', event_id: id, task_id: null, detail: parked_reason,
    })));

const ids = z.string().transform((text) => text.split(',').filter((id) => id !== '')).pipe(z.array(z.string().max(200)).max(200)).default([]);

const uuids = ids.transform((all) => all.filter((id) => z.uuid().safeParse(id).success));

interface TrailSource {
  name: string;
  database: Queryable | undefined;
  /** Whether it has an inbox. */
  consumes: boolean;
  /** The topics that it publishes to. */
  topics: readonly string[];
  tell: (correlationId: string) => Promise<TrailPart>;
}

/** What this service knows about one request; for ops-service, through the sidecar. */
export const addTrailRoute = (app: Server, { name, database, consumes, topics, tell }: TrailSource): void => {
  app.get(
    '/internal/trail/:correlation_id',
    {
      schema: {
        ...hidden,
        params: z.object({ correlation_id: z.string().min(1).max(200) }),
        querystring: z.object({ events: uuids, keys: ids }),
        response: { 200: trailPart },
      },
    },
    async ({ params: { correlation_id: correlationId }, query: { events, keys } }) => {
      const told = await tell(correlationId);
      const known = told.steps.flatMap(({ event_id }) => event_id ?? []);
      const handled = database === undefined || !consumes ? [] : await handledSteps(database, name, [...new Set([...events, ...known])]);
      const waiting = database === undefined ? [] : await waitingSteps(database, { correlationId, events, keys: [...new Set([...keys, ...told.keys])] }, topics);
      return { steps: [...told.steps, ...handled, ...waiting].slice(0, mostTrailSteps), keys: told.keys };
    },
  );
};
