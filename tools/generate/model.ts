import { deliveryReports, opsName, pubsubName, topics, type Topic } from '#contracts/topics';
import { services } from '../../services/catalogue.ts';
import type { Operation, Service } from '../../services/service-entry.ts';
import { readSubscriptions, type Filed, type Subscription } from '../dapr/resources.ts';

/** A service with what follows from its subscriptions and from the other entries. */
export interface Modelled extends Service {
  /** The topics that it consumes, by the name of the component. */
  consumes: ReadonlyMap<string, readonly string[]>;
  /**
   * All topics to which its sidecar may publish: its own, its dead letters', and that of
   * the reports on them.
   */
  emits: readonly string[];
  /** Its replicas share one consumer group, named after it. */
  sharesGroup: boolean;
  /** It reports failed deliveries. */
  reports: boolean;
  /** The invocations that other services may make. */
  callers: ReadonlyMap<string, readonly Operation[]>;
}

const topicNames = new Set(topics.map(({ name }) => name));

/** The app of a subscription; throws when it or the topic is unknown. */
const appOf = ({ file, metadata, spec, scopes = [] }: Filed<Subscription>): string => {
  const [app, ...more] = scopes;
  const where = `${file}: ${metadata.name}`;
  if (app === undefined || more.length > 0) throw new Error(`${where} must have one app under scopes: what it means for the others, its own file says`);
  if (!services.some(({ id }) => id === app)) throw new Error(`${where} is for ${app}, which services/catalogue.ts does not name`);
  if (!topicNames.has(spec.topic)) throw new Error(`${where} is on the topic ${spec.topic}, which contracts/topics.ts does not name`);
  return app;
};

const names = (some: readonly Topic[] = []): string[] => some.map(({ name }) => name);

const watched = ({ database, sharesGroup }: Pick<Modelled, 'database' | 'sharesGroup'>): Operation[] => [
  { path: '/internal/trail/*', verbs: ['GET'] },
  ...(database ? [{ path: '/internal/outbox/**', verbs: ['GET', 'POST'] } as const] : []),
  ...(sharesGroup ? [{ path: '/internal/progress', verbs: ['GET'] } as const] : []),
];

const withSubscriptions = (service: Service, all: readonly Filed<Subscription>[]): Omit<Modelled, 'callers'> => {
  const own = all.filter((subscription) => appOf(subscription) === service.id).map(({ spec }) => spec);
  const consumes = new Map([...new Set(own.map(({ pubsubname }) => pubsubname))].map((component) => [component, own.filter(({ pubsubname }) => pubsubname === component).map(({ topic }) => topic)]));
  const reports = own.some(({ pubsubname }) => pubsubname !== opsName);
  const deadLetters = own.flatMap(({ deadLetterTopic }) => deadLetterTopic ?? []);
  const emits = [...new Set([...names(service.publishes), ...deadLetters, ...(reports ? [deliveryReports.name] : [])])];
  return { ...service, consumes, emits, reports, sharesGroup: consumes.has(pubsubName) };
};

const callersOf = (callee: Omit<Modelled, 'callers'>): Modelled['callers'] =>
  new Map(
    services.flatMap(({ id, invokes = {}, watches }): [string, readonly Operation[]][] => {
      const operations = [...(invokes[callee.id] ?? []), ...(watches && id !== callee.id ? watched(callee) : [])];
      return operations.length === 0 ? [] : [[id, operations]];
    }),
  );

/** The catalogue, in its order, with what follows from subscriptions/. */
export const readModel = (): Modelled[] => {
  const subscriptions = readSubscriptions();
  return services.map((service) => {
    const known = withSubscriptions(service, subscriptions);
    return { ...known, callers: callersOf(known) };
  });
};
