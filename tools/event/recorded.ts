import { readFileSync } from 'node:fs';
import type { Event, EventDefinition } from '#contracts/define-event';
import { events } from '#contracts/events/index';
import { Refused } from '../ops/errors.ts';

type AnyEvent = Event<EventDefinition>;

/** The definition of an event type; throws a sentence that lists them when there is none. */
export const definitionOf = (type: string): EventDefinition => {
  const definition = events.find((event) => event.type === type);
  if (definition === undefined) throw new Refused(`There is no event type ${type}. There are: ${events.map((event) => event.type).sort().join(', ')}.`);
  return definition;
};

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Refused(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}): npm run event -- last task.created ${file} writes one.`);
  }
};

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(`${file} is not JSON (${(error as Error).message}): it has to hold one event, as npm run event -- last task.created writes it.`);
  }
};

/**
 * Reads the event of a file, checked against its contract; throws a sentence that says what
 * is wrong with it.
 */
export const readEvent = (file: string): { definition: EventDefinition; event: AnyEvent } => {
  const body = readJson(file);
  const type = typeof body === 'object' && body !== null ? (body as { type?: unknown }).type : undefined;
  if (typeof type !== 'string') throw new Refused(`${file} holds no event: it has no type.`);
  const definition = definitionOf(type);
  const { success, data, error } = definition.schema.safeParse(body);
  if (success) return { definition, event: data as AnyEvent };
  const problems = error.issues.map(({ path, message }) => `  ${path.join('.') || 'event'}: ${message}`);
  throw new Refused([`${file} breaks the contract of ${type} (contracts/events/${type.replaceAll('.', '-')}.ts):`, ...problems].join('\n'));
};
