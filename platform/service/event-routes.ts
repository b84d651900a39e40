import type { Topic } from '#contracts/topics';
import type { Handler } from '../delivery/on-event.ts';
import { addRawRoute, asEvents, counted, throughOutages } from '../delivery/raw-routes.ts';
import { addBulkRoute, addSingleRoutes } from '../delivery/routes.ts';
import type { Server } from '../http/server.ts';
import type { Logger } from '../logger.ts';
import type { ServiceConsumer } from './consumer.ts';
import type { Deliveries } from './definition.ts';

/** How a service's events reach it; derived from its handlers, so that each of them has a route. */
export interface EventRoutes {
  /** Event types, one event at a time. */
  single: string[];
  /** Topics in batches. */
  bulk: string[];
  /** Topics in batches, whose failed events do not come again. */
  fleeting: string[];
  /** Topics whose raw messages are read as events, one at a time. */
  raw: string[];
}

/**
 * The routes of a service: one for each event type that it handles, and one for each of
 * their topics.
 */
export const eventRoutesOf = (handlers: readonly Handler[], { raw = [], fleeting = [] }: Omit<Deliveries<never>, 'messages'>): EventRoutes => {
  const topics = [...new Set(handlers.map(({ definition }) => definition.topic))];
  const namesOf = (some: readonly Topic[]): string[] => some.map(({ name }) => name);
  return {
    single: handlers.map(({ definition }) => definition.type),
    bulk: namesOf(topics.filter((topic) => !raw.includes(topic) && !fleeting.includes(topic))),
    fleeting: namesOf(topics.filter((topic) => fleeting.includes(topic))),
    raw: namesOf(topics.filter((topic) => raw.includes(topic))),
  };
};

/** Adds the routes at which the sidecar delivers what a service consumes. */
export const addEventRoutes = <Context extends { log: Logger }>(
  app: Server,
  { handlers, consume, outage }: ServiceConsumer,
  deliveries: Deliveries<Context>,
  context: Context,
): void => {
  const routes = eventRoutesOf(handlers, deliveries);
  if (routes.single.length > 0) addSingleRoutes(app, consume, routes.single);
  for (const topic of routes.bulk) addBulkRoute(app, consume, topic, 'lasting');
  for (const topic of routes.fleeting) addBulkRoute(app, consume, topic, 'fleeting');
  for (const topic of routes.raw) addRawRoute(app, topic, asEvents(consume));
  const { messages } = deliveries;
  for (const { name } of messages?.topics ?? []) {
    addRawRoute(app, name, counted(name, throughOutages((message) => messages!.take(context, name, message), outage, context.log)));
  }
};
