import type { AdminOptions } from '@platformatic/kafka';
import type { Event, EventDefinition } from '#contracts/define-event';
import { boundsOf, readFrom, type Read } from './read-topic.ts';

type AnyEvent = Event<EventDefinition>;

const firstWindow = 500n;
const quietMs = 10_000;

const parse = ({ schema }: EventDefinition, value: string): AnyEvent | undefined => {
  try {
    return schema.safeParse(JSON.parse(value)).data as AnyEvent | undefined;
  } catch {
    // Not everything in a topic is JSON.
    return undefined;
  }
};

const isLater = (one: AnyEvent, other: AnyEvent | undefined): boolean => other === undefined || Date.parse(one.time) >= Date.parse(other.time);

const isRead = (offsets: readonly bigint[], ends: readonly bigint[]): boolean => offsets.every((offset, partition) => offset >= ends[partition]!);

const latestIn = async (connection: AdminOptions, definition: EventDefinition, offsets: readonly bigint[], ends: readonly bigint[]): Promise<AnyEvent | undefined> => {
  let found: AnyEvent | undefined;
  if (isRead(offsets, ends)) return found;
  const next = [...offsets];
  await readFrom(connection, { topic: definition.topic.name, offsets, quietMs }, ({ value, partition, offset }: Read) => {
    const event = offset < ends[partition]! ? parse(definition, value) : undefined;
    if (event !== undefined && isLater(event, found)) found = event;
    next[partition] = offset + 1n;
    return isRead(next, ends);
  });
  return found;
};

/**
 * The latest event of a type in its topic, looked for from the end; undefined when there is
 * none. What is no event of today's contract is passed over.
 */
export const lastEvent = async (connection: AdminOptions, definition: EventDefinition): Promise<AnyEvent | undefined> => {
  const { begins, ends } = await boundsOf(connection, definition.topic.name);
  for (let window = firstWindow; ; window *= 10n) {
    const from = ends.map((end, partition) => (end - window > begins[partition]! ? end - window : begins[partition]!));
    const found = await latestIn(connection, definition, from, ends);
    if (found !== undefined || from.every((offset, partition) => offset === begins[partition])) return found;
  }
};
