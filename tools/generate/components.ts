import { broadcastName, opsName, pubsubName, topics } from '#contracts/topics';
import type { Modelled } from './model.ts';
import { comment, indented, joined, notice } from './text.ts';

/** A scopes text with one app per line; daprd removes the blanks that the line breaks become. */
const scopesText = (field: string, entries: readonly (readonly [app: string, topics: readonly string[]])[]): string[] => [
  `- name: ${field}`,
  '  value: >-',
  ...entries.map(([app, names], index) => `    ${app}=${names.join(',')}${index === entries.length - 1 ? '' : ';'}`),
];

const scopesOf = (component: string, users: readonly Modelled[], emits: (user: Modelled) => readonly string[]): string => {
  const consumes = (user: Modelled): readonly string[] => user.consumes.get(component) ?? [];
  return joined([
    ...indented(4, [
      '# A topic may be used only by the apps named for it.',
      '- name: protectedTopics',
      `  value: ${topics.map(({ name }) => name).join(',')}`,
      ...(component === pubsubName ? [] : [`# All that is published goes through ${pubsubName}.`]),
      ...scopesText('publishingScopes', users.map((user) => [user.id, emits(user)])),
      ...scopesText('subscriptionScopes', users.map((user) => [user.id, consumes(user)])),
    ]),
    'scopes:',
    ...users.map(({ id }) => `  - ${id}`),
  ]);
};

/** The ends of the Kafka components: which app may use which topic. */
export const kafkaScopes = (model: readonly Modelled[]): Record<string, string> => {
  const consumersOf = (component: string): Modelled[] => model.filter(({ consumes }) => consumes.has(component));
  return {
    'components/pubsub.yaml': scopesOf(pubsubName, model.filter(({ sharesGroup, emits }) => sharesGroup || emits.length > 0), ({ emits }) => emits),
    'components/kafka-broadcast.yaml': scopesOf(broadcastName, consumersOf(broadcastName), () => []),
    'components/kafka-ops.yaml': scopesOf(opsName, consumersOf(opsName), () => []),
  };
};

/** The end of components/resiliency.yaml: how long an invocation may take. */
export const invocationTargets = (model: readonly Modelled[]): string =>
  joined(['    apps:', ...model.filter(({ callers, database }) => callers.size > 0 || database).flatMap(({ id }) => [`      ${id}:`, '        timeout: invocation'])]);

const clockOf = (app: string, name: string, { schedule, why }: { schedule: string; why: string }): string => `${notice('services/catalogue.ts')}
${joined(comment(why))}apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: clock-${name}
spec:
  type: bindings.cron
  version: v1
  metadata:
    - name: schedule
      value: "${schedule}"
    - name: route
      value: /clock/${name}
    - name: direction
      value: input
scopes:
  - ${app}
`;

/** A cron binding for each clock. */
export const clockComponents = (model: readonly Modelled[]): Record<string, string> =>
  Object.fromEntries(model.flatMap(({ id, clocks = {} }) => Object.entries(clocks).map(([name, clock]) => [`components/clock-${name}.yaml`, clockOf(id, name, clock)])));
