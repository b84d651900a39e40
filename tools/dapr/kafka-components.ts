import { componentsAmong, metadataOf, parseScopes, readComponents, resourcesIn, type Component } from './resources.ts';

/** What a Dapr component for Kafka allows each of its apps. */
export interface KafkaComponent {
  name: string;
  /** The consumer group in the component; undefined when it is the app id. */
  consumerGroup: string | undefined;
  /**
   * An app not named in the scopes has no topics there, because the components protect
   * every topic.
   */
  apps: { id: string; publishes: string[]; consumes: string[] }[];
}

/** Whether a component is for Kafka. */
export const isKafka = ({ spec }: Component): boolean => spec.type === 'pubsub.kafka';

const toKafkaComponent = (component: Component): KafkaComponent => {
  const topicsOf = (field: string, app: string): string[] => parseScopes(metadataOf(component, field)).get(app) ?? [];
  return {
    name: component.metadata.name,
    consumerGroup: metadataOf(component, 'consumerGroup'),
    apps: (component.scopes ?? []).map((id) => ({ id, publishes: topicsOf('publishingScopes', id), consumes: topicsOf('subscriptionScopes', id) })),
  };
};

/** The Kafka components in the text of a YAML file. */
export const kafkaComponentsIn = (text: string): KafkaComponent[] => componentsAmong(resourcesIn(text)).filter(isKafka).map(toKafkaComponent);

/** The Kafka components of components/, whose scopes say who uses which topic. */
export const readKafkaComponents = (): KafkaComponent[] => readComponents().filter(isKafka).map(toKafkaComponent);
