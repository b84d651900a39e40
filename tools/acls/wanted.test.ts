import { describe, expect, it } from 'vitest';
import { deliveryReports, topics } from '#contracts/topics';
import { isKafka, readKafkaComponents } from '../dapr/kafka-components.ts';
import { metadataOf, parseScopes, readComponents, readSubscriptions } from '../dapr/resources.ts';
import type { Access } from './access.ts';
import { wantedAccess } from './wanted.ts';

const components = readComponents().filter(isKafka);
const subscriptions = readSubscriptions();
const wanted = wantedAccess(readKafkaComponents());
const services = [...new Set(components.flatMap(({ scopes = [] }) => scopes))];

const of = (who: string): Access[] => wanted.filter((access) => access.who === who);

const topicsWith = (who: string, operation: Access['operations'][number]): string[] =>
  of(who).filter(({ resource, operations }) => resource === 'topic' && operations.includes(operation)).map(({ name }) => name).sort();

const scoped = (who: string, field: string): string[] =>
  [...new Set(components.flatMap((component) => (component.scopes?.includes(who) ? (parseScopes(metadataOf(component, field)).get(who) ?? []) : [])))].sort();

describe.each(services)('%s', (who) => {
  it('may write exactly what its scopes let it publish', () => expect(topicsWith(who, 'write')).toEqual(scoped(who, 'publishingScopes')));

  it('may read exactly what its scopes let it consume', () => expect(topicsWith(who, 'read')).toEqual(scoped(who, 'subscriptionScopes')));

  it('may use what its subscriptions and their failures need', () => {
    for (const { spec } of subscriptions.filter(({ scopes }) => scopes?.includes(who))) {
      expect(topicsWith(who, 'read')).toContain(spec.topic);
      if (spec.deadLetterTopic) expect(topicsWith(who, 'write')).toContain(spec.deadLetterTopic);
      if (spec.pubsubname !== 'kafka-ops') expect(topicsWith(who, 'write')).toContain(deliveryReports.name);
    }
  });

  it('joins the consumer group of its own name only, and may change no topic', () => {
    const groups = of(who).filter(({ resource, operations }) => resource === 'group' && operations.includes('read'));
    expect(groups.length).toBe(scoped(who, 'subscriptionScopes').length > 0 ? 1 : 0);
    for (const { name, pattern } of groups) expect(name).toBe(pattern === 'prefixed' ? `${who}-` : who);
    for (const operation of ['create', 'alter_configs'] as const) expect(topicsWith(who, operation)).toEqual([]);
  });
});

it('lets live updates use a group for each start', () => {
  expect(of('realtime-service')).toContainEqual({ who: 'realtime-service', resource: 'group', name: 'realtime-service-', pattern: 'prefixed', operations: ['describe', 'read'] });
});

it.each(['topics', 'monitor'])('the account %s sees every topic and can neither read nor write an event', (who) => {
  expect(topicsWith(who, 'describe_configs')).toEqual(topics.map(({ name }) => name).sort());
  expect([...topicsWith(who, 'read'), ...topicsWith(who, 'write')]).toEqual([]);
});

it('lets the account that skips a record read what has dead letters, write those, and move the groups; nothing else', () => {
  const skippable = topics.filter(({ deadLetter }) => deadLetter !== null);
  expect(topicsWith('skip', 'read')).toEqual(skippable.map(({ name }) => name).sort());
  expect(topicsWith('skip', 'write')).toEqual(skippable.map(({ deadLetter }) => deadLetter).sort());
  expect([...topicsWith('skip', 'create'), ...topicsWith('skip', 'alter_configs')]).toEqual([]);
});

it('lets the account of the topics job create and set every topic, and nobody else', () => {
  expect(new Set(wanted.filter(({ operations }) => operations.includes('create')).map(({ who }) => who))).toEqual(new Set(['topics']));
  expect(topicsWith('topics', 'create')).toEqual(topics.map(({ name }) => name).sort());
});

it('names every topic in full: no entry is a wildcard', () => {
  const names = new Set(topics.map(({ name }) => name));
  for (const { resource, name, pattern } of wanted.filter(({ resource }) => resource === 'topic')) {
    expect([resource, pattern, names.has(name)]).toEqual(['topic', 'literal', true]);
  }
});
