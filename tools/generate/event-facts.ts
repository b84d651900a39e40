import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventDefinition } from '#contracts/define-event';
import { events } from '#contracts/events/index';
import { schemaOf, type JsonSchema } from '#contracts/json-schema';
import { broadcastName } from '#contracts/topics';
import type { EventFacts, Facts, Release } from '../../services/chat-api/event-reference/facts.ts';
import { fieldsOf } from '../../services/chat-api/event-reference/fields.ts';
import { consumersOf, fileOf } from '../contracts/consumers.ts';
import { exampleOf } from '../contracts/example.ts';
import { producersOf } from '../contracts/producers.ts';
import { readReleases } from '../contracts/releases.ts';
import { projectRoot } from '../runtime/paths.ts';
import type { Modelled } from './model.ts';

/** The file of {@link eventFacts}; chat-api shows it at /docs/events. */
export const eventFactsFile = 'services/chat-api/event-reference/facts.json';

const releases = readReleases();

const firstWith = (has: (schemas: Record<string, JsonSchema>) => boolean): Release | null => {
  const found = releases.find(({ schemas }) => has(schemas));
  return found === undefined ? null : { number: found.number, date: found.date };
};

const pathsIn = (schema: JsonSchema | undefined): Set<string> => new Set(schema === undefined ? [] : fieldsOf(schema).map(({ path }) => path));

/** What the comment on a contract says. */
const summaryOf = (type: string): string => {
  const file = `contracts/events/${fileOf(type)}`;
  const [, comment] = /\/\*\*((?:(?!\*\/)[^])+)\*\/\nexport const/.exec(readFileSync(join(projectRoot, file), 'utf8')) ?? [];
  if (comment === undefined) throw new Error(`${file} must say what happened in a comment on the event`);
  const summary = comment.split('\n').map((line) => line.replace(/^ *\*/, '').trim()).filter(Boolean).join(' ');
  return summary.replaceAll('`', '');
};

const factsOf = (definition: EventDefinition): EventFacts => {
  const { type, schema } = definition;
  const since = firstWith((schemas) => type in schemas);
  const first = pathsIn(releases.find(({ number }) => number === since?.number)?.schemas[type]);
  const newer = since === null ? [] : [...pathsIn(schemaOf(schema))].filter((path) => !first.has(path));
  return {
    summary: summaryOf(type),
    publishers: producersOf(type),
    consumers: consumersOf(type).map(({ id }) => id),
    since,
    newer: Object.fromEntries(newer.map((path) => [path, firstWith((schemas) => pathsIn(schemas[type]).has(path))])),
    example: exampleOf(definition),
  };
};

const topicsOf = ({ emits, consumes }: Modelled): Facts['services'][string] => ({
  publishes: [...emits],
  consumes: [...consumes].flatMap(([component, topics]) => topics.map((topic) => ({ topic, by: component === broadcastName ? 'each replica' : 'one replica' }) as const)),
});

/** One line per member, so that a review shows which ones changed. */
const lines = (members: Record<string, unknown>): string => `{\n${Object.entries(members).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',\n')}\n }`;

/** What the event reference says that only the sources of all services and the releases know. */
export const eventFacts = (model: readonly Modelled[]): string => {
  const inOrder = events.toSorted((one, other) => (one.type < other.type ? -1 : 1));
  const known = Object.fromEntries(inOrder.map((definition) => [definition.type, factsOf(definition)]));
  return `{\n "events": ${lines(known)},\n "services": ${lines(Object.fromEntries(model.map((service) => [service.id, topicsOf(service)])))}\n}\n`;
};
