import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EventDefinition } from '#contracts/define-event';
import * as registry from '#contracts/events/registry';
import { projectRoot } from '../../tools/runtime/paths.ts';

/** The code of a service, its tests left out. */
export const sourceOf = (service: string): string =>
  readdirSync(join(projectRoot, 'services', service), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|(^|\/)testing\//.test(file))
    .map((file) => readFileSync(join(projectRoot, 'services', service, file), 'utf8'))
    .join('\n');

const definitions: Readonly<Record<string, EventDefinition | undefined>> = registry;

/** The topics of the events that a service's code emits, by the names of their definitions; throws on a name that is not in the registry. */
export const emittedTopics = (source: string): string[] =>
  [...source.matchAll(/\.emit\(\s*(\w+),/g)].map(([, name]) => {
    const definition = definitions[name!];
    if (definition === undefined) throw new Error(`${name} is emitted, and contracts/events/registry.ts does not export it`);
    return definition.topic.name;
  });
