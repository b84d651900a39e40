import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventDefinition } from '#contracts/define-event';
import * as registry from '#contracts/events/registry';
import { readModel } from '../generate/model.ts';
import { projectRoot } from '../runtime/paths.ts';

const definitions: Readonly<Record<string, EventDefinition | undefined>> = registry;

/** The code below a folder, its tests left out. */
const codeBelow = (folder: string): string =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|(^|\/)testing\//.test(file))
    .map((file) => readFileSync(join(projectRoot, folder, file), 'utf8'))
    .join('\n');

/** The code of a service. */
export const sourceOf = (service: string): string => codeBelow(`services/${service}`);

/**
 * The events that code emits, found by the names of their definitions; throws on a name
 * that is not in the registry.
 */
export const emittedIn = (source: string): EventDefinition[] =>
  [...source.matchAll(/\.emit\(\s*(\w+),/g)].map(([, name]) => {
    const definition = definitions[name!];
    if (definition === undefined) throw new Error(`${name} is emitted, and contracts/events/registry.ts does not export it`);
    return definition;
  });

const emits = (source: string, type: string): boolean => emittedIn(source).some((definition) => definition.type === type);

/**
 * The services that publish an event type: with their own code, or through the platform's,
 * which publishes for every service allowed on the topic.
 */
export const producersOf = (type: string): string[] => {
  const byPlatform = emits(codeBelow('platform'), type);
  const topic = Object.values(definitions).find((definition) => definition?.type === type)?.topic.name ?? '';
  return readModel().filter((service) => (byPlatform ? service.emits.includes(topic) : emits(sourceOf(service.id), type))).map(({ id }) => id);
};
