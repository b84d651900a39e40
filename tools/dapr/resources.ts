import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { broadcastName } from '#contracts/topics';
import { projectRoot } from '../runtime/paths.ts';

/** A Dapr resource, as in its YAML. */
export interface Resource {
  kind: string;
  metadata: { name: string };
  spec: Record<string, unknown>;
  scopes?: string[];
}

/** A resource and its file, relative to the project. */
export type Filed<R extends Resource = Resource> = R & { file: string };

/** A setting of a component. */
export interface Field {
  name: string;
  value?: string;
  envRef?: string;
}

/** A component, v1alpha1. */
export interface Component extends Resource {
  spec: { type: string; version: string; metadata: Field[] };
}

/** A declarative subscription, v2alpha1. */
export interface Subscription extends Resource {
  spec: {
    pubsubname: string;
    topic: string;
    metadata?: Record<string, string>;
    routes: { rules?: { match: string; path: string }[]; default?: string };
    deadLetterTopic?: string;
    bulkSubscribe?: { enabled: boolean; maxMessagesCount: number; maxAwaitDurationMs: number };
  };
}

/** The resources in the text of a YAML file. */
export const resourcesIn = (text: string): Resource[] => parseAllDocuments(text).map((document) => document.toJS() as Resource);

/**
 * A component that whoever runs the system adds on this machine (docs/chat-model.md): it is
 * no part of the project.
 */
const added = 'chat-model.yaml';

/** The files of a folder from which daprd takes resources. */
export const resourceFiles = (folder: string): string[] => readdirSync(join(projectRoot, folder)).filter((file) => file.endsWith('.yaml') && file !== added).sort();

/** All resources of a folder of the project. */
export const readResources = (folder: string): Filed[] =>
  resourceFiles(folder).flatMap((file) => resourcesIn(readFileSync(join(projectRoot, folder, file), 'utf8')).map((resource) => ({ file: `${folder}/${file}`, ...resource })));

const isComponent = (resource: Resource): resource is Component => resource.kind === 'Component';

/** The components among resources. */
export const componentsAmong = <R extends Resource>(resources: readonly R[]): (R & Component)[] => resources.filter(isComponent) as (R & Component)[];

/** The components of the project. */
export const readComponents = (): Filed<Component>[] => componentsAmong(readResources('components'));

/** The subscriptions of the project. */
export const readSubscriptions = (): Filed<Subscription>[] => readResources('subscriptions') as Filed<Subscription>[];

/** The apps whose replicas share the work, in a consumer group of the app's name. */
export const sharingApps = (): string[] => [...new Set(readSubscriptions().filter(({ spec }) => spec.pubsubname !== broadcastName).flatMap(({ scopes = [] }) => scopes))].sort();

/** The value of a component's field. */
export const metadataOf = ({ spec }: Component, name: string): string | undefined => spec.metadata.find((field) => field.name === name)?.value;

/** A scopes text such as `a=x,y; b=z` as app -> topics. */
export const parseScopes = (text = ''): Map<string, string[]> =>
  new Map(
    text
      .split(';')
      .filter((part) => part.trim() !== '')
      .map((part) => {
        const [app, topics = ''] = part.split('=');
        return [app!.trim(), topics.split(',').map((topic) => topic.trim()).filter(Boolean)];
      }),
  );

const typeOfRule = /^event\.type == "([\w.]+)"$/;

/**
 * The event types in a subscription's rules, each with its path; a rule of another form is
 * kept as it is.
 */
export const rulesOf = ({ spec }: Subscription): [type: string, path: string][] =>
  (spec.routes.rules ?? []).map(({ match, path }) => [typeOfRule.exec(match)?.[1] ?? match, path]);
