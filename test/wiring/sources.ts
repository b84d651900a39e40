import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as events from '#contracts/events/index';
import type { EventDefinition } from '#contracts/define-event';
import { projectRoot } from '../../tools/runtime/paths.ts';

/** The code of a service, its tests left out. */
export const sourceOf = (service: string): string =>
  readdirSync(join(projectRoot, 'services', service), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|(^|\/)testing\//.test(file))
    .map((file) => readFileSync(join(projectRoot, 'services', service, file), 'utf8'))
    .join('\n');

const definitions = events as unknown as Record<string, EventDefinition | undefined>;

/** The topics of the events that a service's code emits, by the names of their definitions; throws on a name that contracts/events/index.ts does not export. */
export const emittedTopics = (source: string): string[] =>
  [...source.matchAll(/\.emit\(\s*(\w+),/g)].map(([, name]) => {
    const definition = definitions[name!];
    if (definition === undefined) throw new Error(`${name} is emitted, and contracts/events/index.ts does not export it`);
    return definition.topic.name;
  });

/** The clocks whose routes a service serves, by the names in its code. */
export const servedClocks = (source: string): string[] => [...source.matchAll(/\baddClockRoute\(\s*\w+,\s*'([\w-]+)'/g)].map(([, name]) => name!);
