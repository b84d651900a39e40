import type { Topic } from '#contracts/topics';
import type { Handler } from '../delivery/on-event.ts';
import { addRawRoute, asEvents, counted, passingFailures, throughOutages } from '../delivery/raw-routes.ts';
import { addBulkRoute, addSingleRoutes } from '../delivery/routes.ts';
import type { Server } from '../http/server.ts';
import type { Logger } from '../logger.ts';
import type { ServiceConsumer } from './consumer.ts';
import type { Deliveries } from './definition.ts';

/** How the topics and types of a service come to it, so that a handler that exists is routed. */
export interface EventRoutes {
  /** Event types, one event at a time. */
  single: string[];
  /** Topics in batches of events. */
  bulk: string[];
  /** Topics whose raw messages are read as events. */
  raw: string[];
  /** The same, where an event that fails does not come again. */
  fleeting: string[];
}

/** Sorts the handlers of a service by how their topics are delivered. */
export const eventRoutesOf = (handlers: readonly Handler[], { bulk = [], raw = [], fleeting = [] }: Omit<Deliveries<never>, 'messages'>): EventRoutes => {
  const events = handlers.map(({ definition }) => definition);
  const topicsAmong = (topics: readonly Topic[]): string[] => [...new Set(events.filter(({ topic }) => topics.includes(topic)).map(({ topic }) => topic.name))];
  const otherwise = new Set([...bulk, ...raw, ...fleeting]);
  return {
    single: events.filter(({ topic }) => !otherwise.has(topic)).map(({ type }) => type),
    bulk: topicsAmong(bulk),
    raw: topicsAmong(raw),
    fleeting: topicsAmong(fleeting),
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
  for (const topic of routes.bulk) addBulkRoute(app, consume, topic);
  for (const topic of routes.raw) addRawRoute(app, topic, asEvents(consume));
  for (const topic of routes.fleeting) addRawRoute(app, topic, passingFailures(asEvents(consume)));
  const { messages } = deliveries;
  for (const { name } of messages?.topics ?? []) {
    addRawRoute(app, name, counted(name, throughOutages((message) => messages!.take(context, name, message), outage, context.log)));
  }
};
