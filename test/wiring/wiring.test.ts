import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { triesInAll } from '#contracts/envelope';
import { events } from '#contracts/events/index';
import { broadcastName, deadLettered, deadLetterTopics, deliveryReports, maxDeadLetterBytes, maxMessageBytes, opsName, pubsubName, topics } from '#contracts/topics';
import { maxBulkMessages } from '#platform/delivery/routes';
import { catalogue, services, type ServiceId } from '../../services/catalogue.ts';
import { consumersOf } from '../../tools/contracts/consumers.ts';
import { emittedIn, sourceOf } from '../../tools/contracts/producers.ts';
import { metadataOf, parseScopes, readComponents, readResources, readSubscriptions, rulesOf } from '../../tools/dapr/resources.ts';
import { readRunFile } from '../../tools/instance/run-file.ts';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { wired } from './wired.ts';

const components = readComponents();
const subscriptions = readSubscriptions();
const ids = services.map(({ id }) => id);
const componentOf = (name: string) => components.find(({ metadata }) => metadata.name === name)!;
const pubsub = componentOf(pubsubName);
const publishing = parseScopes(metadataOf(pubsub, 'publishingScopes'));
const subscribing = (component: string) => parseScopes(metadataOf(componentOf(component), 'subscriptionScopes'));
const topicOf = new Map(topics.map((topic) => [topic.name, topic]));

describe.each(subscriptions)('$file: $metadata.name', (subscription) => {
  const { spec, scopes = [] } = subscription;
  const [app = 'nobody'] = scopes;
  const handlers = wired[app]?.handlers.filter(({ definition }) => definition.topic.name === spec.topic) ?? [];

  it('is for one known app, on a topic of the catalogue', () => {
    expect(scopes).toHaveLength(1);
    expect(ids).toContain(app);
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
    if (spec.metadata?.['rawPayload'] === 'true') return expect(spec.routes).toEqual({ default: `/events/${spec.topic}` });
    expect(spec.routes.default).toBe('/events/default');
    expect(rulesOf(subscription)).toEqual(handlers.map(({ definition }) => [definition.type, `/events/${definition.type}`]));
  });

  it('takes raw what comes in bulk or has no dead letters, and in bulk no more at once than its app does', () => {
    if (spec.bulkSubscribe !== undefined || spec.deadLetterTopic === undefined) expect(spec.metadata).toEqual({ rawPayload: 'true' });
    if (spec.bulkSubscribe === undefined) return;
    expect(spec.bulkSubscribe.enabled).toBe(true);
    expect(spec.bulkSubscribe.maxMessagesCount).toBeLessThanOrEqual(maxBulkMessages);
    // A batch is filled from what waits in the sidecar.
    expect(Number(metadataOf(componentOf(spec.pubsubname), 'channelBufferSize'))).toBeGreaterThanOrEqual(spec.bulkSubscribe.maxMessagesCount);
    expect(handlers.length).toBeGreaterThan(0);
  });

  it('routes to nowhere but what the server of its app takes', () => {
    for (const path of [spec.routes.default!, ...rulesOf(subscription).map(([, path]) => path)]) expect([path, wired[app]!.takes(path)]).toEqual([path, true]);
  });

  it('leaves each type a route of its own, for a single delivery', () => {
    for (const path of handlers.map(({ definition }) => `/events/${definition.type}`)) expect([path, wired[app]!.takes(path)]).toEqual([path, true]);
  });

  it('is allowed by the scopes of the component, and its app may publish what a failure needs', () => {
    expect(subscribing(spec.pubsubname).get(app)).toContain(spec.topic);
    // The consumer of the reports sends none.
    if (spec.pubsubname === opsName) expect(publishing.get(app)).not.toContain(deliveryReports.name);
    else expect(publishing.get(app)).toContain(deliveryReports.name);
    if (spec.deadLetterTopic) expect(publishing.get(app)).toContain(spec.deadLetterTopic);
  });
});

describe('every service', () => {
  it.each(services)('$id subscribes to the topics of its handlers', ({ id }) => {
    const { handlers, messages } = wired[id]!;
    const subscribed = subscriptions.filter(({ scopes }) => scopes?.includes(id)).map(({ spec }) => spec.topic);
    const handled = [...handlers.map(({ definition }) => definition.topic), ...messages].map(({ name }) => name);
    expect([...new Set(handled)].sort()).toEqual(subscribed.sort());
  });

  it.each(services)('$id has in the catalogue exactly the topics that its code emits to, and may publish to them', ({ id, publishes = [] }) => {
    const source = sourceOf(id);
    // An event that is published again goes to the topic it came from.
    const replayed = source.includes('.emitAgain(') ? deadLettered.map(({ name }) => name) : [];
    expect(publishes.map(({ name }) => name).sort()).toEqual([...new Set([...emittedIn(source).map(({ topic }) => topic.name), ...replayed])].sort());
    for (const { name } of publishes) expect(publishing.get(id)).toContain(name);
  });

  it.each(services)('$id is made by its own name and entry', ({ id }) => {
    expect(wired[id]!.name).toBe(id);
    expect(wired[id]!.entry).toBe(catalogue[id as ServiceId]);
  });

  it.each(services)('$id has a tick and a route for exactly its clocks in the catalogue', ({ id, clocks = {} }) => {
    expect(wired[id]!.clocks).toEqual(Object.keys(clocks));
    for (const name of Object.keys(clocks)) expect(wired[id]!.takes(`/clock/${name}`)).toBe(true);
  });

  it('names the files of its handlers after their events, by which consumers are told', () => {
    for (const { type } of events) {
      const handling = Object.values(wired).filter(({ handlers }) => handlers.some(({ definition }) => definition.type === type));
      expect([type, consumersOf(type).map(({ id }) => id)]).toEqual([type, handling.map(({ name }) => name)]);
    }
  });

  it('handles registered events only', () => {
    const registered: unknown[] = [...events];
    for (const { definition } of Object.values(wired).flatMap(({ handlers }) => handlers)) expect(registered).toContain(definition);
  });

  it('stands in dapr.yaml with the ports of the catalogue, each once', () => {
    const { apps } = readRunFile(join(projectRoot, 'dapr.yaml'));
    expect(apps.map(({ appID }) => appID)).toEqual(ids);
    for (const [index, app] of apps.entries()) {
      const { port } = services[index]!;
      expect([app.appPort, app.daprHTTPPort, app.env['PORT']]).toEqual([port, port + 500, String(port)]);
      expect([app.command[0], app.command.at(-1)]).toEqual(['tools/node', `services/${app.appID}/main.ts`]);
    }
    const ports = apps.flatMap((app) => [app.appPort, app.daprHTTPPort, app.daprGRPCPort, app.daprInternalGRPCPort, app.metricsPort]);
    expect(new Set(ports).size).toBe(ports.length);
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
    expect(subscribing(opsName)).toEqual(new Map([['ops-service', [...deadLetterTopics, deliveryReports].map(({ name }) => name)]]));
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
    const resources = readResources('components');
    const { file } = resources.find(({ kind }) => kind === 'Resiliency')!;
    expect(resources.filter((resource) => resource.file === file)).toHaveLength(1);
  });

  it('retry a delivery three times, with no circuit breaker that would empty a backlog into the dead letters', () => {
    const { spec } = readResources('components').find(({ kind }) => kind === 'Resiliency')! as never as {
      spec: { policies: { retries: Record<string, { policy: string; maxRetries: number }> }; targets: { components: Record<string, { inbound: { retry: string; circuitBreaker?: string } }> } };
    };
    for (const name of [pubsubName, broadcastName, opsName]) {
      const { inbound } = spec.targets.components[name]!;
      expect(spec.policies.retries[inbound.retry]).toMatchObject({ policy: 'exponential', maxRetries: triesInAll - 1 });
      expect(inbound.circuitBreaker).toBeUndefined();
    }
  });
});

describe('the clocks', () => {
  const crons = components.filter(({ spec }) => spec['type'] === 'bindings.cron');

  it('tick at exactly the routes of the clocks in the catalogue', () => {
    const ticking = crons.flatMap((cron) => (cron.scopes ?? ['everyone']).map((app) => `${app} ${metadataOf(cron, 'route')}`));
    expect(ticking.sort()).toEqual(services.flatMap(({ id, clocks = {} }) => Object.keys(clocks).map((name) => `${id} /clock/${name}`)).sort());
  });

  it.each(crons.map((cron) => [cron.metadata.name, cron] as const))('%s is an input binding of one app, with a schedule', (_name, cron) => {
    expect(cron.scopes).toHaveLength(1);
    expect(metadataOf(cron, 'direction')).toBe('input');
    expect(metadataOf(cron, 'schedule')).toMatch(/^@every \d+[smh]$/);
  });
});
