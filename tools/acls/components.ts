import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { projectRoot } from '../runtime/paths.ts';

/** What one Dapr component for Kafka lets each of its apps do. */
export interface KafkaComponent {
  name: string;
  /** The consumer group as the component names it; undefined where it is the app id. */
  consumerGroup: string | undefined;
  apps: { id: string; publishes: string[]; consumes: string[] }[];
}

interface Written {
  kind: string;
  metadata: { name: string };
  spec: { type: string; metadata: { name: string; value?: string }[] };
  scopes?: string[];
}

/** The topics of one app in a text such as `a=x,y;b=z`; an app that is not named has none, because the components protect every topic. */
const topicsOf = (scopes: string | undefined, app: string): string[] => {
  const part = (scopes ?? '').split(';').find((one) => one.split('=')[0]?.trim() === app);
  return (part?.split('=')[1] ?? '').split(',').map((topic) => topic.trim()).filter(Boolean);
};

const toComponent = ({ metadata, spec, scopes = [] }: Written): KafkaComponent => {
  const valueOf = (field: string): string | undefined => spec.metadata.find(({ name }) => name === field)?.value;
  return {
    name: metadata.name,
    consumerGroup: valueOf('consumerGroup'),
    apps: scopes.map((id) => ({ id, publishes: topicsOf(valueOf('publishingScopes'), id), consumes: topicsOf(valueOf('subscriptionScopes'), id) })),
  };
};

/** The Kafka components in the text of a YAML file. */
export const kafkaComponentsIn = (text: string): KafkaComponent[] =>
  parseAllDocuments(text)
    .map((document) => document.toJS() as Written)
    .filter(({ kind, spec }) => kind === 'Component' && spec.type === 'pubsub.kafka')
    .map(toComponent);

/** The Kafka components of components/, whose scopes say who uses which topic. */
export const readKafkaComponents = (folder = join(projectRoot, 'components')): KafkaComponent[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => kafkaComponentsIn(readFileSync(join(folder, file), 'utf8')));
