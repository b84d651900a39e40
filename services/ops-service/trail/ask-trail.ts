import { trailPart, type TrailPart } from '#contracts/http/trail';
import { within } from '#platform/dapr/invocation';
import type { Dapr } from '#platform/dapr/client';
import { services } from '../../catalogue.ts';
import { joinTrail, namesOf, type JoinedTrail, type Told } from '../domain/join-trail.ts';
import { reasonOf } from '../outbox/outboxes.ts';

/** Asks every service what it knows about a request. */
export type AskTrail = (correlationId: string) => Promise<JoinedTrail>;

interface Names {
  events: string[];
  keys: string[];
}

const limitMs = 3_000;
/** The most ids that fit into a URL; further ones of a request are not looked up. */
const mostNames = 50;

const queryOf = ({ events, keys }: Names): string => new URLSearchParams({ events: events.slice(0, mostNames).join(','), keys: keys.slice(0, mostNames).join(',') }).toString();

const toldBy = (service: string, answer: Promise<TrailPart>): Promise<Told> =>
  answer.then((part): Told => ({ service, part }), (error: unknown): Told => ({ service, reason: reasonOf(error) }));

/**
 * {@link AskTrail} through the sidecar; ops-service itself answers by `own`. It asks twice: the second time with the events that any
 * service named, so that a service that only remembers having handled them can say so.
 */
export const askTrailThroughDapr = (dapr: Pick<Dapr, 'invoker'>, own: { name: string; tell: (correlationId: string) => Promise<TrailPart> }): AskTrail => {
  const others = services.map(({ id }) => id).filter((id) => id !== own.name);
  const askOne = async (service: string, correlationId: string, names: Names): Promise<TrailPart> => {
    const path = `internal/trail/${encodeURIComponent(correlationId)}?${queryOf(names)}`;
    return trailPart.parse(await within(limitMs, service, dapr.invoker.invoke(service, path, 'get')));
  };
  const askAll = (correlationId: string, names: Names): Promise<Told[]> =>
    Promise.all([...others.map((service) => toldBy(service, askOne(service, correlationId, names))), toldBy(own.name, own.tell(correlationId))]);
  return async (correlationId) => {
    const first = await askAll(correlationId, { events: [], keys: [] });
    return joinTrail(correlationId, await askAll(correlationId, namesOf(first)));
  };
};
