import { describe, expect, it } from 'vitest';
import { events } from '#contracts/events/index';
import { broadcastName, deadLetterTopics, deliveryReports, maxDeadLetterBytes, maxMessageBytes, opsName, pubsubName, topics } from '#contracts/topics';
import { maxBulkMessages } from '#platform/delivery/routes';
import { metadataOf, parseScopes, readApps, readClocks, readResources, type Subscription } from './resources.ts';
import { services } from './services.ts';

const components = readResources('components');
const subscriptions = readResources('subscriptions') as Subscription[];
const componentOf = (name: string) => components.find(({ metadata }) => metadata.name === name)!;
const pubsub = componentOf(pubsubName);
const publishing = parseScopes(metadataOf(pubsub, 'publishingScopes'));
const subscribing = (component: string) => parseScopes(metadataOf(componentOf(component), 'subscriptionScopes'));
const topicOf = new Map(topics.map((topic) => [topic.name, topic]));

/** The event types that a subscription's rules name, each with its path. */
const rulesOf = ({ spec }: Subscription): [type: string, path: string][] =>
  (spec.routes.rules ?? []).map(({ match, path }) => [/^event\.type == "([\w.]+)"$/.exec(match)?.[1] ?? `unreadable: ${match}`, path]);

describe.each(subscriptions)('$file: $metadata.name', (subscription) => {
  const { spec, scopes = [] } = subscription;
  const [app = 'nobody'] = scopes;
  const handlers = services[app]?.handlers.filter(({ definition }) => definition.topic.name === spec.topic) ?? [];

  it('is for one known app, on a topic of the catalogue', () => {
    expect(scopes).toHaveLength(1);
    expect(Object.keys(services)).toContain(app);
    expect([pubsubName, broadcastName, opsName]).toContain(spec.pubsubname);
    expect(componentOf(spec.pubsubname).scopes).toContain(app);
    expect([...topicOf.keys()]).toContain(spec.topic);
  });

  it('has a default route and the dead-letter topic of the catalogue, or none where events are broadcast or dead', () => {
    expect(spec.routes.default).toBeDefined();
    const expected = spec.pubsubname === pubsubName ? topicOf.get(spec.topic)?.deadLetter : null;
    expect(spec.deadLetterTopic ?? null).toBe(expected);
  });

  it('routes exactly the events that its app handles', () => {
    if (spec.deadLetterTopic === undefined) {
      expect(spec.metadata).toEqual({ rawPayload: 'true' });
      expect(spec.routes).toEqual({ default: `/events/${spec.topic}` });
    } else if (spec.bulkSubscribe?.enabled) {
      expect(spec.routes).toEqual({ default: `/events/${spec.topic}` });
      expect(spec.bulkSubscribe.maxMessagesCount).toBeLessThanOrEqual(maxBulkMessages);
      expect(handlers.length).toBeGreaterThan(0);
    } else {
      expect(spec.routes.default).toBe('/events/default');
      expect(rulesOf(subscription)).toEqual(handlers.map(({ definition }) => [definition.type, `/events/${definition.type}`]));
    }
  });

  it('is allowed by the scopes of the component, and its app may publish what a failure needs', () => {
    expect(subscribing(spec.pubsubname).get(app)).toContain(spec.topic);
    // Who consumes the reports sends none.
    if (spec.pubsubname === opsName) expect(publishing.get(app)).not.toContain(deliveryReports.name);
    else expect(publishing.get(app)).toContain(deliveryReports.name);
    if (spec.deadLetterTopic) expect(publishing.get(app)).toContain(spec.deadLetterTopic);
  });
});

describe('every service', () => {
  it.each(Object.entries(services))('%s subscribes to the topics of its handlers and may publish what it emits', (app, { handlers, publishes, raw = [] }) => {
    const subscribed = subscriptions.filter(({ scopes }) => scopes?.includes(app)).map(({ spec }) => spec.topic);
    expect([...new Set([...handlers.map(({ definition }) => definition.topic), ...raw].map(({ name }) => name))].sort()).toEqual(subscribed.sort());
    for (const { name } of publishes) expect(publishing.get(app)).toContain(name);
    expect(pubsub.scopes).toContain(app);
  });

  it('handles registered events only', () => {
    const registered: unknown[] = [...events];
    for (const { handlers } of Object.values(services)) for (const { definition } of handlers) expect(registered).toContain(definition);
  });

  it('stands in dapr.yaml with the ports of the design', () => {
    const ports: Record<string, number> = {
      'chat-api': 3000, 'reminder-service': 3001, 'notification-service': 3002, 'recurring-service': 3003,
      'audit-service': 3004, 'realtime-service': 3005, 'ops-service': 3006,
    };
    const apps = readApps();
    expect(apps.map(({ appID }) => appID).sort()).toEqual(Object.keys(services).sort());
    for (const { appID, appPort, daprHTTPPort, command } of apps) {
      expect([appPort, daprHTTPPort]).toEqual([ports[appID], ports[appID]! + 500]);
      expect(command.join(' ')).toBe(`tools/node services/${appID}/main.ts`);
    }
  });
});

describe('the components', () => {
  it.each([pubsubName, broadcastName, opsName])('%s protects every topic, so that an app that no scope names may do nothing', (name) => {
    expect((metadataOf(componentOf(name), 'protectedTopics') ?? '').split(',').map((name) => name.trim()).sort()).toEqual([...topicOf.keys()].sort());
  });

  it('let messages be as large as the topics do, and start with the oldest', () => {
    expect(metadataOf(pubsub, 'maxMessageBytes')).toBe(String(maxDeadLetterBytes));
    expect(Math.max(...topics.map(({ maxBytes }) => maxBytes))).toBe(maxDeadLetterBytes);
    expect(metadataOf(pubsub, 'initialOffset')).toBe('oldest');
  });

  it('give live updates to every replica from now on, and let them publish nothing', () => {
    const broadcast = componentOf(broadcastName);
    expect(metadataOf(broadcast, 'consumerGroup')).toContain('{uuid}');
    expect(metadataOf(broadcast, 'initialOffset')).toBe('newest');
    expect(metadataOf(broadcast, 'maxMessageBytes')).toBe(String(maxMessageBytes));
    expect([...parseScopes(metadataOf(broadcast, 'publishingScopes')).values()].flat()).toEqual([]);
  });

  it('give every dead letter and every report to ops-service, from the oldest on, and let it publish nothing there', () => {
    const ops = componentOf(opsName);
    expect(subscribing(opsName)).toEqual(new Map([['ops-service', [deliveryReports, ...deadLetterTopics].map(({ name }) => name)]]));
    expect(metadataOf(ops, 'initialOffset')).toBe('oldest');
    expect(metadataOf(ops, 'maxMessageBytes')).toBe(String(maxDeadLetterBytes));
    expect([...parseScopes(metadataOf(ops, 'publishingScopes')).values()].flat()).toEqual([]);
  });

  it('let nothing in the key of a dead letter keep it from being delivered', () =>
    expect(metadataOf(componentOf(opsName), 'escapeHeaders')).toBe('true'));

  it.each([pubsubName, broadcastName, opsName])('let no header of a record reach HTTP, the publisher of its dead letter or the tracing of daprd: %s', (name) => {
    const excluded = new RegExp(metadataOf(componentOf(name), 'excludeHeaderMetaRegex')!.replace('(?i)', ''));
    const [http, publisher, tracing] = [['', 'bad name', '__TOPIC', 'connection', 'content-length', 'content-type', 'dapr-api-token', 'upgrade'], ['partitionnumber', 'valueschematype'], ['traceid', 'traceparent', 'tracestate']];
    for (const header of ['__timestamp', ...http!, ...publisher!, ...tracing!]) expect(header).toMatch(excluded);
    for (const header of ['__topic', '__partition', '__offset', '__key', 'partitionKey', 'my-header']) expect(header).not.toMatch(excluded);
  });

  it('keep the resiliency policies alone in their file, or Dapr does not load them', () => {
    const { file } = components.find(({ kind }) => kind === 'Resiliency')!;
    expect(components.filter((resource) => resource.file === file)).toHaveLength(1);
  });

  it('retry a delivery three times, with no circuit breaker that would empty a backlog into the dead letters', () => {
    const { spec } = components.find(({ kind }) => kind === 'Resiliency')! as never as {
      spec: { policies: { retries: Record<string, { policy: string; maxRetries: number }> }; targets: { components: Record<string, { inbound: { retry: string; circuitBreaker?: string } }> } };
    };
    for (const name of [pubsubName, broadcastName, opsName]) {
      const { inbound } = spec.targets.components[name]!;
      expect(spec.policies.retries[inbound.retry]).toMatchObject({ policy: 'exponential', maxRetries: 3 });
      expect(inbound.circuitBreaker).toBeUndefined();
    }
  });
});

describe('the clocks', () => {
  const crons = components.filter(({ spec }) => spec['type'] === 'bindings.cron');

  it('tick at exactly the clock routes that the services serve', () => {
    const ticking = crons.flatMap((cron) => (cron.scopes ?? ['everyone']).map((app) => `${app} ${metadataOf(cron, 'route')}`));
    expect(ticking.sort()).toEqual(readClocks().map(({ app, name }) => `${app} /clock/${name}`).sort());
  });

  it.each(crons.map((cron) => [cron.metadata.name, cron] as const))('%s is an input binding of one app, with a schedule', (_name, cron) => {
    expect(cron.scopes).toHaveLength(1);
    expect(Object.keys(services)).toContain(cron.scopes![0]);
    expect(metadataOf(cron, 'direction')).toBe('input');
    expect(metadataOf(cron, 'schedule')).toMatch(/^@every \d+[smh]$/);
  });
});
