import { topics } from '#contracts/topics';
import { services } from '../../services/catalogue.ts';
import { mergeAccess, type Access, type Operation } from './access.ts';
import type { KafkaComponent } from '../dapr/kafka-components.ts';

type App = KafkaComponent['apps'][number];

const onTopics = (who: string, names: readonly string[], operations: Operation[]): Access[] =>
  names.map((name) => ({ who, resource: 'topic', name, pattern: 'literal', operations }));

/** A template such as `realtime-service-{uuid}` gives each start a group of its own. */
const groupOf = ({ id }: App, template = id): Pick<Access, 'name' | 'pattern'> =>
  template.includes('{') ? { name: template.slice(0, template.indexOf('{')), pattern: 'prefixed' } : { name: template, pattern: 'literal' };

const ofApp = (app: App, consumerGroup: string | undefined): Access[] => [
  ...onTopics(app.id, app.publishes, ['write', 'describe']),
  ...onTopics(app.id, app.consumes, ['read', 'describe']),
  ...(app.consumes.length === 0 ? [] : [{ who: app.id, resource: 'group' as const, ...groupOf(app, consumerGroup), operations: ['read', 'describe'] as Operation[] }]),
];

/** Reads lag and settings, but no events. */
const watching = (who: string, names: readonly string[], groups: readonly Access[], operations: Operation[]): Access[] => [
  ...onTopics(who, names, operations),
  ...groups.map(({ name, pattern }): Access => ({ who, resource: 'group', name, pattern, operations: ['describe'] })),
];

/**
 * The accounts besides those of the services: `topics` creates and configures topics,
 * `monitor` compares them and reads lag, `skip` removes a record that blocks a consumer.
 */
export const toolAccounts = ['topics', 'monitor', 'skip'] as const;

/**
 * The permissions of `npm run ops -- skip`: read the record, write it to the dead letters,
 * move the group.
 */
const skipping = (groups: readonly Access[]): Access[] => {
  const skippable = topics.filter(({ deadLetter }) => deadLetter !== null);
  return [
    ...onTopics('skip', skippable.map(({ name }) => name), ['read', 'describe']),
    ...onTopics('skip', skippable.map(({ deadLetter }) => deadLetter!), ['write', 'describe']),
    ...groups.map(({ name, pattern }): Access => ({ who: 'skip', resource: 'group', name, pattern, operations: ['read', 'describe'] })),
    { who: 'skip', resource: 'group', name: 'todo-skip-', pattern: 'prefixed', operations: ['read', 'describe'] },
  ];
};

/**
 * Exactly what each account must be able to do, from the scopes of the components and the
 * topics of the catalogue.
 */
export const wantedAccess = (components: readonly KafkaComponent[]): Access[] => {
  const ofServices = components.flatMap(({ apps, consumerGroup }) => apps.flatMap((app) => ofApp(app, consumerGroup)));
  // Each replica for live updates has a group of its own, whose lag does not matter.
  const groups = mergeAccess(ofServices).filter(({ resource, pattern }) => resource === 'group' && pattern === 'literal');
  const names = topics.map(({ name }) => name);
  return mergeAccess([
    ...ofServices,
    ...onTopics('topics', names, ['create', 'describe', 'describe_configs', 'alter_configs']),
    ...watching('monitor', names, groups, ['describe', 'describe_configs']),
    ...skipping(groups),
    // Such a service reports the lag of every consumer.
    ...services.filter(({ watches }) => watches).flatMap(({ id }) => watching(id, names, groups, ['describe'])),
  ]);
};
