import { crc32 } from 'node:zlib';
import type { z } from 'zod';
import type { EventDefinition } from '#contracts/define-event';
import { toSequence, type Envelope } from '#contracts/envelope';
import { maxEventBytes } from '#contracts/topics';
import { newId } from '../ids.ts';
import { currentTraceparent } from '../telemetry.ts';

/** What a producer says about an event; the platform adds id, time, source and trace context. */
export interface EventFields<E extends EventDefinition> {
  /** The user id: the Kafka key, within which order holds. */
  key: string;
  /** The task id. */
  subject?: string;
  /** The task's version. */
  sequence?: number;
  channel?: Envelope['channel'];
  correlationid: string;
  causationid?: string;
  /** The id of the event that says the same in an older version. */
  sameas?: string;
  data: z.input<E['data']>;
}

/** An event as stored in the outbox. */
export interface Draft {
  id: string;
  topic: string;
  key: string;
  bucket: number;
  event: string;
}

/** An event over the size limit, refused before anything was written. */
export class EventTooLarge extends Error {
  override readonly name = 'EventTooLarge';
  readonly code = 'EVENT_TOO_LARGE';
}

/**
 * The number of buckets that a service's lanes are spread over, and so the most relays that
 * can share the work.
 */
export const bucketCount = 16;

/** The bucket of a lane. */
export const bucketOf = (topic: string, key: string): number => crc32(`${topic}\0${key}`) % bucketCount;

const traceFields = (): Pick<Envelope, 'traceid' | 'traceparent'> => {
  const traceparent = currentTraceparent();
  // Dapr overwrites a traceparent that has no traceid beside it; both carry the same W3C text.
  return traceparent === undefined ? {} : { traceid: traceparent, traceparent };
};

/** A producer's mistake is our bug, whatever request led to it. */
const checked = (definition: EventDefinition, data: unknown): unknown => {
  const { success, data: value, error } = definition.data.safeParse(data);
  if (!success) throw new Error(`a ${definition.type} event would break its contract`, { cause: error });
  return value;
};

/**
 * Builds the envelope of an event and fixes its bytes; throws on data that breaks the
 * contract or is too large.
 */
export const draftEvent = <E extends EventDefinition>(definition: E, fields: EventFields<E>, service: string): Draft => {
  const { key, sequence, data, ...attributes } = fields;
  const envelope: Envelope & { data: unknown } = {
    specversion: '1.0',
    id: newId(),
    type: definition.type,
    source: `/${service}`,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    dataschema: `urn:todo:${definition.type}:${definition.version}`,
    eventversion: definition.version,
    partitionkey: key,
    ...(sequence === undefined ? {} : { sequence: toSequence(sequence) }),
    ...attributes,
    ...traceFields(),
    data: checked(definition, data),
  };
  const event = JSON.stringify(envelope);
  const bytes = Buffer.byteLength(event);
  if (bytes > maxEventBytes) {
    throw new EventTooLarge(`the ${definition.type} event would be ${bytes} bytes, over the limit of ${maxEventBytes}`);
  }
  return { id: envelope.id, topic: definition.topic.name, key, bucket: bucketOf(definition.topic.name, key), event };
};
